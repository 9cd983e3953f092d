-- Sets the maximum number of active jobs (data model, 4.26). Where more jobs may run than before, an idle worker is
-- woken; with the library it notices only at its next poll.
-- @include bullmq
-- @option limit: the number of jobs; not given to remove the limit

local old = redis.call('HGET', queue.meta, 'concurrency')
if not option.limit then
    if not old then return { 'absent' } end
    redis.call('HDEL', queue.meta, 'concurrency')
else
    redis.call('HSET', queue.meta, 'concurrency', option.limit)
end
local isRaised = old and (not option.limit or tonumber(option.limit) > (tonumber(old) or 0))
if isRaised and redis.call('LLEN', queue.wait) + redis.call('ZCARD', queue.prioritized) > 0 then wakeWorker(queue) end
return { 'done' }
