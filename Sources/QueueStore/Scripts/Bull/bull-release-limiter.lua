-- Clears the active rate limit. Jobs that it has delayed run at the time that was set.
-- @include bull

return { redis.call('DEL', queue.limiter) > 0 and 'done' or 'absent' }
