-- Adds a job scheduler or changes the one of this id, with its next run (data model, 4.25).
-- @include enqueue
-- @option id: of the scheduler
-- @option quotedId: the same as it is written in JSON
-- @option name: of its jobs
-- @option data: of its jobs
-- @option template: of the opts of its jobs
-- @option opts: of the next one without its id and delay, JSON text without its end
-- @option priority: of its jobs
-- @option lifo: given where they go to the front
-- @option every: the interval in ms, where it has one
-- @option pattern: where it has one
-- @option tz: the time zone of the pattern
-- @option nextRun: the next run of the pattern
-- @option offset: of the interval
-- @option startDate: in ms since 1970
-- @option endDate: in ms since 1970
-- @option limit: the maximum number of runs

settings(queue)
local id, every = option.id, tonumber(option.every or '')
local schedulerKey = queue['repeat'] .. ':' .. id
local former = redis.call('HMGET', schedulerKey, 'timestamp', 'every', 'offset', 'ic')
local pendingRun = redis.call('ZSCORE', queue['repeat'], id)

if familyOf(queue.version) == queue.oldest and hasFeature(queue, 'schedulers') == false then
    return { 'invalid', 'job schedulers exist since BullMQ 5.16' }
end
if former[1] then return { 'invalid', 'a job has the key of this scheduler' } end

-- Returns the place in which the present next run waits to be replaced; nil where a worker has taken it, or it does not
-- exist.
local function findPending(jobId)
    for _, name in ipairs({ 'delayed', 'prioritized' }) do
        if redis.call('ZSCORE', queue[name], jobId) then return name, 'ZREM', { jobId } end
    end
    -- This is done for every family: a run that is left would run beside the new one.
    for _, name in ipairs({ 'wait', 'paused' }) do
        if holds(queue[name], jobId) then return name, 'LREM', { 0, jobId } end
    end
end

local pendingId = pendingRun and 'repeat:' .. id .. ':' .. pendingRun
local place, command, member
if pendingId then place, command, member = findPending(pendingId) end

-- Returns the first time after now in a grid of intervals.
local function nextSlot(offset)
    local slot = math.floor(now / every) * every + offset
    return slot > now and slot or slot + every
end

-- Returns the next run of an interval, and its offset.
local function nextOfInterval()
    local offset, start = tonumber(option.offset or '') or 0, tonumber(option.startDate or '')
    local nextRun
    if pendingRun and tonumber(former[2] or '') == every then
        if place then return tonumber(pendingRun), offset end
        nextRun = tonumber(pendingRun) + every
        if nextRun < now then nextRun = nextSlot(offset) end
    elseif start then
        nextRun = math.max(start, now)
    else
        nextRun = offset > 0 and nextSlot(offset) or now
    end
    return nextRun, offset > 0 and offset or nextRun % every
end

local nextRun, offset = tonumber(option.nextRun or ''), 0
if every then nextRun, offset = nextOfInterval() end

local function jobIdAt(run) return 'repeat:' .. id .. ':' .. whole(run) end

-- Returns whether a job has an id, other than the run that is replaced.
local function isTaken(jobId)
    return not (place and jobId == pendingId) and redis.call('EXISTS', base .. ':' .. jobId) == 1
end

if every then
    local slots = 0
    while isTaken(jobIdAt(nextRun)) do
        if slots == 32 then return { 'invalid', 'jobs of the next 32 runs exist already' } end
        nextRun, slots = nextRun + every, slots + 1
    end
elseif isTaken(jobIdAt(nextRun)) then
    return { 'invalid', 'a job of the next run exists already' }
end

if place then
    redis.call(command, queue[place], unpack(member))
    leaveDeduplication(queue, base .. ':' .. pendingId, pendingId)
    deleteJob(base .. ':' .. pendingId)
    -- The former offset stays unless another one is given.
    offset = option.offset or former[3]
end

redis.call('ZADD', queue['repeat'], nextRun, id)
local fields = { 'name', option.name, 'ic', former[4] or '1' }
local function add(name, value)
    if value and value ~= '' then fields[#fields + 1], fields[#fields + 2] = name, value end
end
for _, name in ipairs({ 'every', 'pattern', 'tz', 'startDate', 'endDate', 'limit' }) do add(name, option[name]) end
add('offset', offset)
add('data', option.data ~= '{}' and option.data)
add('opts', option.template ~= '{}' and option.template)
redis.call('DEL', schedulerKey)
redis.call('HSET', schedulerKey, unpack(fields))

local delay = math.max(nextRun - now, 0)
local opts = option.opts .. ',"jobId":"repeat:' .. option.quotedId .. ':' .. whole(nextRun) .. '","delay":' .. whole(delay)
if not every then opts = opts .. ',"prevMillis":' .. whole(nextRun) end
createJob(queue, { id = jobIdAt(nextRun), name = option.name, data = option.data, opts = opts .. '}', timestamp = whole(now),
    delay = delay, priority = tonumber(option.priority), isLifo = option.lifo ~= nil, scheduler = id }, nextCounter(queue))
return { 'added', jobIdAt(nextRun), 'new' }
