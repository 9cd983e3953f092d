-- Writes what the official library writes when a queue is constructed (data model, 1.3).
-- @include prelude
redis.call('HSETNX', base .. ':meta', 'opts.maxLenEvents', '10000')
redis.call('HSET', base .. ':meta', 'version', 'bullmq:6.2.0')
return 0
