-- Pauses the queue: BullMQ 6 sets the flag and removes the markers; the lists stay (data model, 4.14).
-- @include prelude
redis.call('HSET', base .. ':meta', 'paused', 1)
redis.call('DEL', base .. ':marker')
untrimmed(base, 'paused')
return 0
