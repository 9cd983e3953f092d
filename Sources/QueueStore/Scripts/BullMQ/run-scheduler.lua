-- Lets the next run of a job scheduler run now. The worker that takes it adds the following run, as always (data model,
-- 4.7 and 4.25).
-- @include scheduler
-- @include waiting

if not nextRun then return { 'absent' } end
local jobId = pendingJob()
if not jobId then return { 'vanished' } end
local state = stateOf(queue, jobId)
if state ~= 'delayed' then return { 'moved', state } end

local key = base .. ':' .. jobId
redis.call('ZREM', queue.delayed, jobId)
runNow(jobId, key, redis.call('HGET', key, 'priority'))
return { 'done' }
