-- Lets the next run of a job scheduler run now. The worker that takes it adds the one after it, as always (data model, 4.7
-- and 4.25).

if not nextRun then return { 'absent' } end
local jobId = pendingJob()
if not jobId then return { 'vanished' } end
local state = stateOf(queue, jobId)
if state ~= 'delayed' then return { 'moved', state } end

local key = base .. ':' .. jobId
redis.call('ZREM', queue.delayed, jobId)
local list = targetList(queue)
if string.sub(redis.call('LINDEX', list, 0) or '', 1, 2) == '0:' then redis.call('LPOP', list) end
local priority = tonumber(redis.call('HGET', key, 'priority') or '') or 0
if priority > 0 then
    addPrioritized(queue, jobId, priority)
else
    redis.call('LPUSH', list, jobId)
    wakeWorker(queue)
end
event(queue, 'waiting', 'jobId', jobId, 'prev', 'delayed')
redis.call('HSET', key, 'delay', '0')
return { 'done' }
