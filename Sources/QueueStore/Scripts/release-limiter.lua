-- Ends the pause that a rate limit has caused (data model, 4.27).
return { redis.call('DEL', base .. ':limiter') == 1 and 'done' or 'absent' }
