-- Lets delayed jobs run now; those that would have run first come first. Missing jobs stay.
-- @include bull-delayed
-- @include walk

if not isQueue() then return { 'absent' } end
local reply = walk(function(id, key)
    if redis.call('EXISTS', key) == 0 then return false, 'vanished' end
    promote(id, key)
    return true
end)
return reply
