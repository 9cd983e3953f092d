-- Puts a job whose attempt failed into `delayed` for the next one (moveToDelayed). Returns 0, or the error's code.
-- ARGV: now, token, id, reason, stack trace, delay in ms
-- @include prelude
local now, token, id, reason, trace, delay = unpack(ARGV)
now, delay = tonumber(now), tonumber(delay)
local job = base .. ':' .. id
local code = leaveActive(job, id, token)
if code < 0 then
    return code
end
local opts = cjson.decode(redis.call('HGET', job, 'opts') or '{}')
saveFailure(job, reason, trace, opts.stackTraceLimit)
redis.call('HINCRBY', job, 'atm', 1)
redis.call('HSET', job, 'delay', text(delay))
pushDelayed(base, id, now + delay)
event(base, 'delayed', 'jobId', id, 'delay', text(now + delay))
markDelayed(base)
return 0
