-- Ends the pause that a rate limit has caused. Jobs that it has delayed run when they would have.
-- @include bull

return { redis.call('DEL', queue.limiter) > 0 and 'done' or 'absent' }
