-- Puts failed, completed or delayed jobs into their queue, those that finished or were due first in front (data model, 4.6
-- and 4.8). As the library does it, neither `lifo` nor a priority counts, and `delay` stays as it is. Ghosts stay where
-- they are. Options: those of `walk.lua`.

local cleared = { failed = { 'finishedOn', 'processedOn', 'failedReason' },
    completed = { 'finishedOn', 'processedOn', 'returnvalue' } }
settings(queue)
-- The library has no such call for delayed jobs in BullMQ 3, where the place in the list is all that tells a priority.
local isByPosition = place == 'delayed' and queue.newest == 3
local list = targetList(queue)
redis.call('LLEN', list)
redis.call('XLEN', queue.events)

local reply, ids = walk(function(id, key)
    local job = redis.call('HMGET', key, 'timestamp', 'parentKey', 'priority')
    if not job[1] and redis.call('EXISTS', key) == 0 then return false, 'vanished' end
    local hasParent = cleared[place] and queue.newest >= 5 and job[2] and redis.call('EXISTS', job[2]) == 1
    if cleared[place] then redis.call('HDEL', key, unpack(cleared[place])) end
    if hasParent then rejoinParent(job[2], key, place) end
    if isByPosition and (tonumber(job[3] or '') or 0) > 0 then
        insertByPosition(queue, id, tonumber(job[3]))
    elseif isByPosition then
        redis.call('LPUSH', list, id)
    end
    trimmedEvent(queue, 'waiting', 'jobId', id, 'prev', place)
    return true
end)
for first = 1, isByPosition and 0 or #ids, 5000 do
    redis.call('LPUSH', list, unpack(ids, first, math.min(first + 4999, #ids)))
end
if #ids > 0 then wakeWorker(queue) end
return reply
