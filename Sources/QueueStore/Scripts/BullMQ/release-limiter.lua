-- Clears the active rate limit (data model, 4.27).
-- @include bullmq

return { redis.call('DEL', queue.limiter) == 1 and 'done' or 'absent' }
