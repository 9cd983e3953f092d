-- Functions that the operations of Bull that add jobs share.
-- @include bull

-- Returns the next number that is not the id of a job. The library takes the next number, and overwrites a job that was
-- added under it.
local function freeNumber(owner, number)
    while redis.call('EXISTS', owner.base .. ':' .. whole(number)) == 1 do number = number + 1 end
    return number
end

-- A new job is a table with the members `id`, `name`, `data`, `opts`, `timestamp`, `delay`, `priority` and `isLifo`.

-- Returns a number as text; the library takes fractions of a millisecond.
local function decimal(number)
    return number == math.floor(number) and whole(number) or string.format('%.17g', number)
end

-- Publishes that a job will be stored.
local function announce(owner, job)
    if job.delay > 0 then
        publish(owner, 'delayed', decimal(job.timestamp + job.delay))
    else
        publishWaiting(owner, job.id)
    end
end

-- Stores a job after its announcement, and sets the counter of ids to `number`; `before` is its value so far.
local function store(owner, job, before, number)
    redis.call('INCRBY', owner.id, whole(number - before))
    redis.call('HMSET', owner.base .. ':' .. job.id, 'name', job.name, 'data', job.data, 'opts', job.opts,
        'timestamp', whole(job.timestamp), 'delay', decimal(job.delay), 'priority', whole(job.priority))
    if job.delay > 0 then
        redis.call('ZADD', owner.delayed, (job.timestamp + job.delay) * 4096 + number % 4096, job.id)
    elseif job.priority ~= 0 then
        insertByPriority(owner, targetList(owner), job.id, job.priority)
    else
        redis.call(job.isLifo and 'RPUSH' or 'LPUSH', targetList(owner), job.id)
    end
end

-- Returns the value of the counter of ids.
local function counterOf(owner) return tonumber(redis.call('GET', owner.id) or '0') end

-- Adds a job, under the next free number unless it has an id. Returns the id.
local function addJob(owner, job)
    local before = counterOf(owner)
    local number = job.id and before + 1 or freeNumber(owner, before + 1)
    job.id = job.id or whole(number)
    announce(owner, job)
    store(owner, job, before, number)
    return job.id
end

-- Returns options without those that belong to one job.
local function withoutOwn(options)
    for _, name in ipairs({ 'jobId', 'repeat', 'prevMillis', 'debounce' }) do options[name] = nil end
    return options
end

-- Adds a copy of a job without what identifies the job (data model, 4.23), under an id and with a delay where these are
-- kept. Returns the reply.
local function addCopy(owner, key, id, delay)
    local source = redis.call('HMGET', key, 'name', 'data', 'opts', 'priority')
    local isValid, options = pcall(cjson.decode, source[3] or '{}')
    if not isValid or type(options) ~= 'table' then return { 'invalid', 'its options are no JSON object' } end
    withoutOwn(options)
    -- The options keep the priority with which the job was added; the field has the present one.
    local priority = tonumber(source[4] or '') or 0
    options.priority = priority ~= 0 and priority or nil
    options.attempts = options.attempts or 1
    options.delay, options.timestamp, options.jobId = delay or 0, now, id
    id = addJob(owner, { id = id, name = source[1] or '__default__', data = source[2] or '{}',
        opts = cjson.encode(options), timestamp = now, delay = delay or 0, priority = priority, isLifo = options.lifo == true })
    return { 'added', id, 'new' }
end
