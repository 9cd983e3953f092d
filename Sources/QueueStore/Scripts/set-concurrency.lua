-- Limits how many jobs are active at a time (data model, 4.26). Options: 1 the limit, or nothing to lift it. Where more jobs
-- may run than before, an idle worker is told; with the library it finds out at its next poll.

local old = redis.call('HGET', queue.meta, 'concurrency')
if option(1) == '' then
    if not old then return { 'absent' } end
    redis.call('HDEL', queue.meta, 'concurrency')
else
    redis.call('HSET', queue.meta, 'concurrency', option(1))
end
local isRaised = old and (option(1) == '' or tonumber(option(1)) > (tonumber(old) or 0))
if isRaised and redis.call('LLEN', queue.wait) + redis.call('ZCARD', queue.prioritized) > 0 then wakeWorker(queue) end
return { 'done' }
