-- Lets a delayed job run now (data model, 4.7). A ghost would become a stub hash, so the hash is tested first.

local list = targetList(queue)
-- A key of another type fails here, before any job has left its place.
redis.call('ZCARD', queue.prioritized)
redis.call('XLEN', queue.events)
local hasMarker = string.sub(redis.call('LINDEX', list, 0) or '', 1, 2) == '0:'

return each(function(id, key)
    local job = redis.call('HMGET', key, 'timestamp', 'priority')
    if not job[1] and redis.call('EXISTS', key) == 0 then return { 'vanished' } end
    if isSeenElsewhere('delayed') or redis.call('ZREM', queue.delayed, id) == 0 then
        return { 'moved', stateOf(queue, id) }
    end

    -- The job itself wakes the workers that the old marker was for.
    if hasMarker then redis.call('LPOP', list) end
    hasMarker = false
    local priority = tonumber(job[2] or '') or 0
    if priority > 0 then
        addPrioritized(queue, id, priority)
    else
        redis.call('LPUSH', list, id)
        wakeWorker(queue)
    end
    event(queue, 'waiting', 'jobId', id, 'prev', 'delayed')
    redis.call('HSET', key, 'delay', '0')
    return { 'done' }
end)
