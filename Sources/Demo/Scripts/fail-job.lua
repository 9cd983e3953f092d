-- Fails a job for its worker after its last attempt (moveToFinished). Returns 0, or the error's code.
-- ARGV: now, token, id, reason, stack trace
local now, token, id, reason, trace = tonumber(ARGV[1]), ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local job = base .. ':' .. id
local code = leave_active(job, id, token)
if code < 0 then
    return code
end
local opts = cjson.decode(redis.call('HGET', job, 'opts') or '{}')
save_failure(job, reason, trace, opts.stackTraceLimit)
redis.call('HSET', job, 'finishedOn', text(now))
redis.call('HDEL', job, 'defa')
local attempts = redis.call('HINCRBY', job, 'atm', 1)
redis.call('ZADD', base .. ':failed', text(now), id)
untrimmed(base, 'failed', 'jobId', id, 'failedReason', reason, 'prev', 'active')
untrimmed(base, 'retries-exhausted', 'jobId', id, 'attemptsMade', attempts)
keep('failed', opts.removeOnFail)
tell_drained()
return 0
