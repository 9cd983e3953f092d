-- What the operations of Bull that make jobs share. Swift puts this file after `bull.lua`.

-- The keys of a queue that may be another one.
local function queueAt(queueBase)
    return { base = queueBase, wait = queueBase .. ':wait', paused = queueBase .. ':paused', id = queueBase .. ':id',
        metaPaused = queueBase .. ':meta-paused', delayed = queueBase .. ':delayed',
        priority = queueBase .. ':priority' }
end

-- The next number that is no job's id. The library takes the next one, and overwrites a job that was added under it.
local function freeNumber(owner, number)
    while redis.call('EXISTS', owner.base .. ':' .. whole(number)) == 1 do number = number + 1 end
    return number
end

-- Adds a job: its `name`, `data`, `opts`, `timestamp`, `delay`, `priority`, `isLifo` and, unless the next number will
-- do, `id`. The id.
local function addJob(owner, job)
    local before = tonumber(redis.call('GET', owner.id) or '0')
    local number = job.id and before + 1 or freeNumber(owner, before + 1)
    local id = job.id or whole(number)
    local runAt = job.timestamp + job.delay

    if job.delay > 0 then publish(owner, 'delayed', whole(runAt)) else publishWaiting(owner, id) end
    redis.call('INCRBY', owner.id, whole(number - before))
    redis.call('HMSET', owner.base .. ':' .. id, 'name', job.name, 'data', job.data, 'opts', job.opts,
        'timestamp', whole(job.timestamp), 'delay', whole(job.delay), 'priority', whole(job.priority))
    if job.delay > 0 then
        redis.call('ZADD', owner.delayed, runAt * 4096 + number % 4096, id)
    elseif job.priority > 0 then
        insertByPriority(owner, id, job.priority)
    else
        redis.call(job.isLifo and 'RPUSH' or 'LPUSH', targetList(owner), id)
    end
    return id
end

-- Adds a copy of a job, without what made it this one (data model, 4.23). The reply.
local function addCopy(owner, key)
    local source = redis.call('HMGET', key, 'name', 'data', 'opts', 'priority')
    local isValid, options = pcall(cjson.decode, source[3] or '{}')
    if not isValid or type(options) ~= 'table' then return { 'invalid', 'its options are no JSON object' } end
    for _, name in ipairs({ 'jobId', 'repeat', 'prevMillis', 'debounce' }) do options[name] = nil end
    -- The options keep the priority that the job was added with; it may have changed.
    local priority = tonumber(source[4] or '') or 0
    options.priority = priority > 0 and priority or nil
    options.attempts = options.attempts or 1
    options.delay, options.timestamp = 0, now
    local id = addJob(owner, { name = source[1] or '__default__', data = source[2] or '{}',
        opts = cjson.encode(options), timestamp = now, delay = 0, priority = priority, isLifo = options.lifo == true })
    return { 'added', id, 'new' }
end
