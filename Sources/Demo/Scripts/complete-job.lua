-- Completes a job for its worker (moveToFinished). Returns 0, or the error's code (data model, 4.0).
-- ARGV: now, token, id, return value as JSON
local now, token, id, returnvalue = tonumber(ARGV[1]), ARGV[2], ARGV[3], ARGV[4]
local job = base .. ':' .. id
local code = leave_active(job, id, token)
if code < 0 then
    return code
end
local opts = cjson.decode(redis.call('HGET', job, 'opts') or '{}')
local parent = redis.call('HGET', job, 'parent')
if parent then
    local reference = cjson.decode(parent)
    local queue = reference.queueKey
    local parent_key = queue .. ':' .. reference.id
    if redis.call('SREM', parent_key .. ':dependencies', job) == 1 then
        redis.call('HSET', parent_key .. ':processed', job, returnvalue)
        if redis.call('SCARD', parent_key .. ':dependencies') == 0
            and redis.call('ZREM', queue .. ':waiting-children', reference.id) == 1 then
            push(queue, reference.id, tonumber(redis.call('HGET', parent_key, 'priority')) or 0)
            untrimmed(queue, 'waiting', 'jobId', reference.id, 'prev', 'waiting-children')
        end
    end
end
redis.call('HSET', job, 'returnvalue', returnvalue, 'finishedOn', text(now))
redis.call('HINCRBY', job, 'atm', 1)
redis.call('ZADD', base .. ':completed', text(now), id)
untrimmed(base, 'completed', 'jobId', id, 'returnvalue', returnvalue, 'prev', 'active')
keep('completed', opts.removeOnComplete)
tell_drained()
return 0
