-- Reports the progress of a job (data model, 4.19), and adds a line to its log (4.20). Returns 0, or -1.
-- ARGV: id, progress as JSON, log line or ''
-- @include prelude
local id, progress, line = unpack(ARGV)
local job = base .. ':' .. id
if redis.call('EXISTS', job) == 0 then
    return -1
end
redis.call('HSET', job, 'progress', progress)
event(base, 'progress', 'jobId', id, 'data', progress)
if line ~= '' then
    redis.call('RPUSH', job .. ':logs', line)
    local kept = cjson.decode(redis.call('HGET', job, 'opts') or '{}').kl
    if kept then
        redis.call('LTRIM', job .. ':logs', -kept, -1)
    end
end
return 0
