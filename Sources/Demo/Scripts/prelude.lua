-- Functions that all worker transitions share: the keys of one queue, its events, markers and scores, for the family
-- BullMQ 6. KEYS[1] is the queue's base, `prefix:name` (data model, 1). It is put in front of every other script.
local base = KEYS[1]

local function text(number)
    return string.format('%.0f', number)
end

local function untrimmed(queue, ...)
    redis.call('XADD', queue .. ':events', '*', 'event', ...)
end

-- Adds an event and trims the stream (data model, 1.4). `opts.maxLenEvents` is written where it is missing.
local function event(queue, ...)
    local cap = redis.call('HGET', queue .. ':meta', 'opts.maxLenEvents')
    if not cap then
        cap = '10000'
        redis.call('HSET', queue .. ':meta', 'opts.maxLenEvents', cap)
    end
    redis.call('XADD', queue .. ':events', 'MAXLEN', '~', cap, '*', 'event', ...)
end

-- Returns whether no job may be taken, because the queue is paused or at its maximum of active jobs.
local function isBlocked(queue)
    local paused, concurrency = unpack(redis.call('HMGET', queue .. ':meta', 'paused', 'concurrency'))
    return paused or (concurrency and redis.call('LLEN', queue .. ':active') >= tonumber(concurrency))
end

-- Wakes an idle worker.
local function mark(queue)
    if not isBlocked(queue) then
        redis.call('ZADD', queue .. ':marker', 0, '0')
    end
end

-- Wakes idle workers for the next delayed job.
local function markDelayed(queue)
    local first = redis.call('ZRANGE', queue .. ':delayed', 0, 0, 'WITHSCORES')
    if first[2] then
        redis.call('ZADD', queue .. ':marker', string.format('%.17g', tonumber(first[2]) / 4096), '1')
    end
end

local function pushPrioritized(queue, id, priority)
    local counter = redis.call('INCR', queue .. ':pc') % 4294967296
    redis.call('ZADD', queue .. ':prioritized', text(priority * 4294967296 + counter), id)
end

-- Makes a job ready to run: BullMQ 6 pushes to `wait` even while the queue is paused (data model, 3.4).
local function push(queue, id, priority, lifo)
    if priority > 0 then
        pushPrioritized(queue, id, priority)
    else
        redis.call(lifo and 'RPUSH' or 'LPUSH', queue .. ':wait', id)
    end
    mark(queue)
end

-- Adds a delayed job with the score run-at * 4096, plus one more than the highest score of that millisecond (data
-- model, 1.5).
local function pushDelayed(queue, id, runAt)
    local lowest, highest = runAt * 4096, runAt * 4096 + 4095
    local last = redis.call(
        'ZREVRANGEBYSCORE', queue .. ':delayed', text(highest), text(lowest), 'WITHSCORES', 'LIMIT', 0, 1)
    local score = last[2] and math.min(tonumber(last[2]) + 1, highest) or lowest
    redis.call('ZADD', queue .. ':delayed', text(score), id)
end

-- Writes the hash of a new job, and adds its event.
local function writeJob(queue, id, name, data, opts, now)
    local delay, priority = opts.delay or 0, opts.priority or 0
    redis.call(
        'HSET', queue .. ':' .. id, 'name', name, 'data', data, 'opts', cjson.encode(opts), 'timestamp', text(now),
        'delay', text(delay), 'priority', text(priority))
    untrimmed(queue, 'added', 'jobId', id, 'name', name)
    return delay, priority
end

-- Puts a new job into the place for its delay and priority (data model, 4.22, step 6).
local function enqueue(queue, id, delay, priority, lifo, now)
    if delay > 0 then
        pushDelayed(queue, id, now + delay)
        event(queue, 'delayed', 'jobId', id, 'delay', text(now + delay))
        markDelayed(queue)
    else
        push(queue, id, priority, lifo)
        event(queue, 'waiting', 'jobId', id)
    end
end

-- Adds the job of a scheduler that runs at `runAt` (data model, 4.25). Returns its id.
local function addIteration(queue, scheduler, runAt, previous, now)
    local definition = queue .. ':repeat:' .. scheduler
    local count = redis.call('HINCRBY', definition, 'ic', 1)
    local name, data, opts, every, pattern, tz =
        unpack(redis.call('HMGET', definition, 'name', 'data', 'opts', 'every', 'pattern', 'tz'))
    local id = 'repeat:' .. scheduler .. ':' .. text(runAt)
    local options = opts and cjson.decode(opts) or {}
    options['repeat'] = { count = count, every = tonumber(every or nil), pattern = pattern or nil, tz = tz or nil }
    options.repeatJobKey, options.jobId, options.timestamp = scheduler, id, now
    options.delay = math.max(0, runAt - now)
    options.prevMillis = pattern and runAt or nil
    redis.call('ZADD', queue .. ':repeat', text(runAt), scheduler)
    redis.call('INCR', queue .. ':id')
    local delay, priority = writeJob(queue, id, name, data or '{}', options, now)
    redis.call('HSET', queue .. ':' .. id, 'rjk', scheduler)
    enqueue(queue, id, delay, priority, false, now)
    return id
end

-- Returns 0 where this worker owns the job, that is, the lock holds its token (data model, 4.0); else the error's code.
local function checkLock(job, token)
    local owner = redis.call('GET', job .. ':lock')
    if not owner then
        return redis.call('EXISTS', job) == 1 and -2 or -1
    end
    return owner == token and 0 or -6
end

-- Removes a job from `active`, and releases the worker's lock. Returns 0, or the error's code.
local function leaveActive(job, id, token)
    local code = checkLock(job, token)
    if code < 0 then
        return code
    end
    if redis.call('LREM', base .. ':active', -1, id) == 0 then
        return -3
    end
    redis.call('DEL', job .. ':lock')
    redis.call('SREM', base .. ':stalled', id)
    return 0
end

-- Saves the failed reason and the stack trace, the newest last and at most `stackTraceLimit` of them (data model, 2.1).
local function saveFailure(job, reason, trace, limit)
    local traces = cjson.decode(redis.call('HGET', job, 'stacktrace') or '[]')
    traces[#traces + 1] = trace
    while limit and #traces > limit do
        table.remove(traces, 1)
    end
    -- The official worker writes this field itself, without the escapes of Redis' cjson.
    local encoded = string.gsub(cjson.encode(traces), '\\/', '/')
    redis.call('HSET', job, 'failedReason', reason, 'stacktrace', encoded)
end

local function removeKeys(job)
    redis.call(
        'DEL', job, job .. ':logs', job .. ':dependencies', job .. ':processed', job .. ':failed',
        job .. ':unsuccessful')
end

-- Applies removeOnComplete and removeOnFail as a count: the oldest finished jobs beyond it are removed.
local function keep(state, keepOpts)
    local count = type(keepOpts) == 'table' and keepOpts.count or tonumber(keepOpts)
    if not count then
        return
    end
    local old = redis.call('ZREVRANGE', base .. ':' .. state, count, -1)
    for _, id in ipairs(old) do
        removeKeys(base .. ':' .. id)
        redis.call('ZREM', base .. ':' .. state, id)
    end
end

local function tellDrained()
    if redis.call('LLEN', base .. ':wait') == 0 and redis.call('LLEN', base .. ':active') == 0
        and redis.call('ZCARD', base .. ':prioritized') == 0 then
        untrimmed(base, 'drained')
    end
end
