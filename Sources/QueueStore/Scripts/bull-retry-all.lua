-- Puts failed or completed jobs back into their queue, those that finished first in front. Options: those of `walk.lua`. As
-- in the library nothing is published, and `lifo` and priority do not count. Ghosts stay.

local outcome = place == 'failed' and 'failedReason' or 'returnvalue'

if not isQueue() then return { 'absent' } end
local list = targetList(queue)
redis.call('LLEN', list)
local reply, ids = walk(function(_, key)
    local isJob = redis.call('HDEL', key, 'finishedOn', 'processedOn', outcome) > 0 or redis.call('EXISTS', key) == 1
    return isJob, 'vanished'
end)
if #ids > 0 then redis.call('LPUSH', list, unpack(ids)) end
return reply
