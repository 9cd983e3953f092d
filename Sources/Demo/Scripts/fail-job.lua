-- Fails a job for its worker after its last attempt (moveToFinished). Returns 0, or the error's code.
-- ARGV: now, token, id, reason, stack trace
-- @include prelude
local now, token, id, reason, trace = unpack(ARGV)
now = tonumber(now)
local job = base .. ':' .. id
local code = leaveActive(job, id, token)
if code < 0 then
    return code
end
local opts = cjson.decode(redis.call('HGET', job, 'opts') or '{}')
saveFailure(job, reason, trace, opts.stackTraceLimit)
redis.call('HSET', job, 'finishedOn', text(now))
redis.call('HDEL', job, 'defa')
local attempts = redis.call('HINCRBY', job, 'atm', 1)
redis.call('ZADD', base .. ':failed', text(now), id)
untrimmed(base, 'failed', 'jobId', id, 'failedReason', reason, 'prev', 'active')
untrimmed(base, 'retries-exhausted', 'jobId', id, 'attemptsMade', attempts)
keep('failed', opts.removeOnFail)
tellDrained()
return 0
