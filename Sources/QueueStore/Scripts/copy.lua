-- A copy of a job, for duplicating and for moving it (data model, 4.23). Swift puts this file after `enqueue.lua`.

-- Options that belong to one job and not to its copy: its id and time, its parent and what becomes of that, its
-- scheduler, its deduplication id, its trace.
local notCopied = { 'jobId', 'timestamp', 'delay', 'parent', 'fpof', 'cpof', 'idof', 'rdof', 'repeat', 'prevMillis',
    'repeatJobKey', 'de', 'debounce', 'tm' }

-- The copy, yet without an id; nil where the job's options are no JSON object.
local function copyOf(key)
    local job = redis.call('HMGET', key, 'name', 'data', 'opts', 'priority')
    local isValid, opts = pcall(cjson.decode, job[3] or '{}')
    if not isValid or type(opts) ~= 'table' then return nil end
    for _, name in ipairs(notCopied) do opts[name] = nil end
    -- The options keep the priority that the job was added with; it may have changed.
    local priority = tonumber(job[4] or '') or 0
    opts.priority = priority > 0 and priority or nil
    return { name = job[1] or '', data = job[2] or '{}', opts = cjson.encode(opts), timestamp = ARGV[4], delay = 0,
        priority = priority, isLifo = opts.lifo == true }
end

-- Why no copy can be made of a job: what is to be replied, or nil.
local function reasonAgainstCopy(id, key, state)
    if redis.call('EXISTS', key) == 0 then return { 'vanished' } end
    if seenState ~= '' and state ~= seenState then return { 'moved', state } end
    if state == 'waiting-children' then return { 'hasChildren' } end
end
