-- Lets a delayed job run now (data model, 4.7).
-- @include bullmq

local hasOldMarker = true

-- Puts a job that was taken from the delayed ones where it waits for its turn.
local function runNow(id, key, priorityText)
    local list = targetList(queue)
    -- The job itself wakes the workers that waited for an old marker.
    if hasOldMarker and string.sub(redis.call('LINDEX', list, 0) or '', 1, 2) == '0:' then redis.call('LPOP', list) end
    hasOldMarker = false
    local priority = tonumber(priorityText or '') or 0
    if priority > 0 then
        addPrioritized(queue, id, priority)
    else
        redis.call('LPUSH', list, id)
        wakeWorker(queue)
    end
    event(queue, 'waiting', 'jobId', id, 'prev', 'delayed')
    redis.call('HSET', key, 'delay', '0')
end
