-- KEYS: 1 a hash.
-- ARGV: 1 a field, 2 the first byte, 3 the maximum number of bytes. Returns that piece of the field's value.
return string.sub(redis.call('HGET', KEYS[1], ARGV[1]) or '', ARGV[2] + 1, ARGV[2] + ARGV[3])
