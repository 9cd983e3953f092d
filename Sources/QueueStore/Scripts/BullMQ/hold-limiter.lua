-- Lets no job start for a time, as where a rate limit is reached (data model, 4.27).
-- @include bullmq
-- @option duration: that time, in ms

redis.call('SET', queue.limiter, '9007199254740991', 'PX', option.duration)
return { 'done' }
