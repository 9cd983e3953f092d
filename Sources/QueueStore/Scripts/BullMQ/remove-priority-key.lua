-- Removes the key that BullMQ 3 used to order priorities (data model, 1.2), unless the queue is still one of 3.
-- @include bullmq

if not settings(queue).oldest.hasPrioritized then return { 'unsupported', tostring(queue.oldest.number) } end
return { redis.call('UNLINK', queue.priority) == 1 and 'done' or 'absent' }
