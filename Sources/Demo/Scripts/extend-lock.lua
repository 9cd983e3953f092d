-- Renews the lock of a long job for its worker (data model, 1.7). Returns 0, or the error's code.
-- ARGV: token, id, lock duration in ms
-- @include prelude
local token, id, lock = unpack(ARGV)
local job = base .. ':' .. id
local code = checkLock(job, token)
if code < 0 then
    return code
end
redis.call('SET', job .. ':lock', token, 'PX', lock)
redis.call('SREM', base .. ':stalled', id)
return 0
