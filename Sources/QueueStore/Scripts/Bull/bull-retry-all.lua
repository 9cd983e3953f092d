-- Returns failed or completed jobs to their queue; those that finished first come first. Each is treated as if it were
-- retried alone; the library publishes nothing here, and ignores `lifo`. Missing jobs stay.
-- @include walk
-- @include bull-rejoin

if not isQueue() then return { 'absent' } end
local reply = walk(function(id, key)
    local refusal, options = reasonAgainstRetry(key)
    if refusal then return false, refusal[1] end
    putBack(id, key, options, place)
    return true
end)
return reply
