-- Makes copies of jobs, for duplicating and for moving them (data model, 4.23).
-- @include enqueue

-- The options that belong to one job and its queue: its time, its parent and the policy on failure, its scheduler.
local notMoved = { 'timestamp', 'delay', 'parent', 'fpof', 'cpof', 'idof', 'rdof', 'repeat', 'prevMillis', 'repeatJobKey' }
-- The options that belong to one job and not to its copy: its id, its deduplication id, its telemetry.
local notCopied = { 'jobId', 'de', 'debounce', 'tm', 'omc' }

-- Returns another queue of these families, to which jobs can be added; nil and the refusal where one of its keys has
-- another type.
local function otherQueue(queueBase, oldest, newest)
    local other = queueOf(queueBase)
    local refusal = damage(other)
    if refusal then return nil, refusal end
    other.oldest, other.newest = families[tonumber(oldest)], families[tonumber(newest)]
    return settings(other)
end

-- Returns options without those that belong to one job.
local function withoutOwn(opts)
    for _, names in ipairs({ notMoved, notCopied }) do
        for _, name in ipairs(names) do opts[name] = nil end
    end
    return opts
end

-- Returns the copy without an id; nil where the job's options are not a JSON object.
local function copyOf(key, isMoved)
    local job = redis.call('HMGET', key, 'name', 'data', 'opts', 'priority')
    local isValid, opts = pcall(cjson.decode, job[3] or '{}')
    if not isValid or type(opts) ~= 'table' then return nil end
    for _, name in ipairs(notMoved) do opts[name] = nil end
    for _, name in ipairs(isMoved and {} or notCopied) do opts[name] = nil end
    -- The options keep the priority with which the job was added; the field has the present one.
    local priority = tonumber(job[4] or '') or 0
    opts.priority = priority > 0 and priority or nil
    return { name = job[1] or '', data = job[2] or '{}', opts = opts, timestamp = whole(now), delay = 0,
        priority = priority, isLifo = opts.lifo == true }
end

-- Adds a copy that has an id.
local function createCopy(owner, copy, counter)
    copy.opts = cjson.encode(copy.opts)
    createJob(owner, copy, counter)
end

-- Returns the refusal where a job cannot be copied; nil where it can.
local function reasonAgainstCopy(id, key, state)
    if redis.call('EXISTS', key) == 0 then return { 'vanished' } end
    if seenState ~= '' and state ~= seenState then return { 'moved', state } end
    if state == 'waiting-children' then return { 'hasChildren' } end
end
