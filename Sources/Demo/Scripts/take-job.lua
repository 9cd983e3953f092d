-- Takes a job for a worker: due jobs leave `delayed`, then the next job becomes active. Returns id, name, data,
-- attempts made, maximum attempts and the backoff in ms, or false where nothing may run.
-- ARGV: now, token, the worker's name, lock duration in ms
-- @include prelude
local now, token, worker, lock = unpack(ARGV)
now = tonumber(now)

-- An idle worker was woken by popping the markers (data model, 1.6).
redis.call('ZREM', base .. ':marker', '0')
redis.call('ZREMRANGEBYSCORE', base .. ':marker', 1, text(now))

local due = redis.call('ZRANGEBYSCORE', base .. ':delayed', 0, text((now + 1) * 4096 - 1), 'LIMIT', 0, 1000)
for _, id in ipairs(due) do
    redis.call('ZREM', base .. ':delayed', id)
    push(base, id, tonumber(redis.call('HGET', base .. ':' .. id, 'priority')) or 0)
    untrimmed(base, 'waiting', 'jobId', id, 'prev', 'delayed')
    redis.call('HSET', base .. ':' .. id, 'delay', '0')
end
markDelayed(base)

if isBlocked(base) then
    return false
end

local id = redis.call('RPOPLPUSH', base .. ':wait', base .. ':active')
if not id then
    id = redis.call('ZPOPMIN', base .. ':prioritized')[1]
    if not id then
        redis.call('DEL', base .. ':pc')
        return false
    end
    redis.call('LPUSH', base .. ':active', id)
end

local job = base .. ':' .. id
redis.call('SET', job .. ':lock', token, 'PX', lock)
redis.call('HINCRBY', job, 'ats', 1)
redis.call('HSET', job, 'processedOn', text(now), 'pb', worker)
untrimmed(base, 'active', 'jobId', id, 'prev', 'waiting')
mark(base)

-- The next run of a scheduler adds the following one (data model, 4.25). The demo's cron patterns are for every day, or
-- for some weekdays, for which the next run is a week later.
local scheduler = redis.call('HGET', job, 'rjk')
local pending = scheduler and redis.call('ZSCORE', base .. ':repeat', scheduler)
if pending and id == 'repeat:' .. scheduler .. ':' .. text(tonumber(pending)) then
    local every, pattern = unpack(redis.call('HMGET', base .. ':repeat:' .. scheduler, 'every', 'pattern'))
    local interval = tonumber(every or (pattern or ''):match(' %* %* %*$') and 86400000 or 604800000)
    local nextRun = tonumber(pending) + interval
    while nextRun <= now do
        nextRun = nextRun + interval
    end
    addIteration(base, scheduler, nextRun, pending, now)
end

local name, data, opts, attempts = unpack(redis.call('HMGET', job, 'name', 'data', 'opts', 'atm'))
local options = opts and cjson.decode(opts) or {}
local backoff = options.backoff or 0
return {
    id, name or '', data or '', tonumber(attempts or 0), math.max(1, options.attempts or 1),
    type(backoff) == 'table' and backoff.delay or backoff,
}
