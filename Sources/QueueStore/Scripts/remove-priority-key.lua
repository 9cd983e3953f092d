-- Removes the helper of priorities that BullMQ 3 has left (data model, 1.2), where the queue is not one of 3 still.
if settings(queue).oldest == 3 then return { 'unsupported', '3' } end
return { redis.call('UNLINK', queue.priority) == 1 and 'done' or 'absent' }
