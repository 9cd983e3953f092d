-- Completes a job for its worker (moveToFinished). Returns 0, or the error's code (data model, 4.0).
-- ARGV: now, token, id, return value as JSON
-- @include prelude
local now, token, id, returnvalue = unpack(ARGV)
now = tonumber(now)
local job = base .. ':' .. id
local code = leaveActive(job, id, token)
if code < 0 then
    return code
end
local opts = cjson.decode(redis.call('HGET', job, 'opts') or '{}')
local parent = redis.call('HGET', job, 'parent')
if parent then
    local reference = cjson.decode(parent)
    local queue = reference.queueKey
    local parentKey = queue .. ':' .. reference.id
    if redis.call('SREM', parentKey .. ':dependencies', job) == 1 then
        redis.call('HSET', parentKey .. ':processed', job, returnvalue)
        if redis.call('SCARD', parentKey .. ':dependencies') == 0
            and redis.call('ZREM', queue .. ':waiting-children', reference.id) == 1 then
            push(queue, reference.id, tonumber(redis.call('HGET', parentKey, 'priority')) or 0)
            untrimmed(queue, 'waiting', 'jobId', reference.id, 'prev', 'waiting-children')
        end
    end
end
redis.call('HSET', job, 'returnvalue', returnvalue, 'finishedOn', text(now))
redis.call('HINCRBY', job, 'atm', 1)
redis.call('ZADD', base .. ':completed', text(now), id)
untrimmed(base, 'completed', 'jobId', id, 'returnvalue', returnvalue, 'prev', 'active')
keep('completed', opts.removeOnComplete)
tellDrained()
return 0
