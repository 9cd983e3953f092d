-- Puts failed or completed jobs back into their queue, those that finished first in front. Each is treated as where it
-- is retried alone; in the library nothing is published here, and `lifo` does not count. Missing jobs stay.
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
