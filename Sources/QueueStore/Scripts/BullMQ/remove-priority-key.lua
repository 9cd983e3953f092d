-- Removes the helper of priorities that BullMQ 3 has left (data model, 1.2), where the queue is not one of 3 still.
-- @include bullmq

if not settings(queue).oldest.hasPrioritized then return { 'unsupported', tostring(queue.oldest.number) } end
return { redis.call('UNLINK', queue.priority) == 1 and 'done' or 'absent' }
