-- Renews the lock of a long job for its worker (data model, 1.7). Returns 0, or the error's code.
-- ARGV: token, id, lock duration in ms
local token, id, lock = ARGV[1], ARGV[2], ARGV[3]
local job = base .. ':' .. id
local code = check_lock(job, token)
if code < 0 then
    return code
end
redis.call('SET', job .. ':lock', token, 'PX', lock)
redis.call('SREM', base .. ':stalled', id)
return 0
