-- Holds new jobs for a time, by an active rate limit (data model, 4.27).
-- @include bullmq
-- @option duration: that time, in ms

redis.call('SET', queue.limiter, '9007199254740991', 'PX', option.duration)
return { 'done' }
