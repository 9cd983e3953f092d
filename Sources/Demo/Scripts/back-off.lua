-- Puts a job whose attempt failed into `delayed` for the next one (moveToDelayed). Returns 0, or the error's code.
-- ARGV: now, token, id, reason, stack trace, delay in ms
local now, token, id, reason, trace = tonumber(ARGV[1]), ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local delay = tonumber(ARGV[6])
local job = base .. ':' .. id
local code = leave_active(job, id, token)
if code < 0 then
    return code
end
local opts = cjson.decode(redis.call('HGET', job, 'opts') or '{}')
save_failure(job, reason, trace, opts.stackTraceLimit)
redis.call('HINCRBY', job, 'atm', 1)
redis.call('HSET', job, 'delay', text(delay))
push_delayed(base, id, now + delay)
event(base, 'delayed', 'jobId', id, 'delay', text(now + delay))
mark_delayed(base)
return 0
