-- Lets a delayed job run now (data model, 4.7). A ghost would become a stub hash, so the hash is tested first.

if redis.call('EXISTS', jobKey) == 0 then return { 'vanished' } end
if seenState ~= 'delayed' or not redis.call('ZSCORE', queue.delayed, jobId) then
    return { 'moved', stateOf(queue, jobId) }
end

redis.call('ZREM', queue.delayed, jobId)
local list = targetList(queue)
if string.sub(redis.call('LINDEX', list, 0) or '', 1, 2) == '0:' then redis.call('LPOP', list) end
local priority = tonumber(redis.call('HGET', jobKey, 'priority') or '') or 0
if priority > 0 then
    addPrioritized(queue, jobId, priority)
else
    redis.call('LPUSH', list, jobId)
    wakeWorker(queue)
end
event(queue, 'waiting', 'jobId', jobId, 'prev', 'delayed')
redis.call('HSET', jobKey, 'delay', '0')
return { 'done' }
