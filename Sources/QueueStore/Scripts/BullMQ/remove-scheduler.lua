-- Removes a job scheduler or a legacy repeatable, with its next run if that is delayed (data model, 4.25).
-- @include scheduler
-- @include flow

if not nextRun then return { 'absent' } end
local schedulerKey = queue['repeat'] .. ':' .. id
local pendingId = pendingJob()
-- Another job may have the key of this scheduler's definition.
local isDefinition = redis.call('HEXISTS', schedulerKey, 'timestamp') == 0

if pendingId and redis.call('ZREM', queue.delayed, pendingId) == 1 then
    leaveDeduplication(queue, base .. ':' .. pendingId, pendingId)
    deleteJob(base .. ':' .. pendingId)
    event(queue, 'removed', 'jobId', pendingId, 'prev', 'delayed')
end
redis.call('ZREM', queue['repeat'], id)
if isDefinition then redis.call('DEL', schedulerKey) end
return { 'done' }
