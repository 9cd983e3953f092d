-- Pauses the queue: [6] sets the flag and takes the markers away, the lists stay (data model, 4.14).
redis.call('HSET', base .. ':meta', 'paused', 1)
redis.call('DEL', base .. ':marker')
untrimmed(base, 'paused')
return 0
