-- Adds a job scheduler or changes the one of this id, with its next run (data model, 4.25).
--
-- Own arguments: 1 the scheduler's id, 2 the same as it is written in JSON, 3 the name of its jobs, 4 their data, 5 the
-- template of their opts, 6 the opts of the next one without its id and delay: JSON text without its end, 7 priority,
-- 8 `lifo` or nothing, 9 interval in ms, or nothing, 10 pattern, 11 time zone, 12 the next run of the pattern, 13 offset,
-- 14 start date, 15 end date, 16 limit; nothing where they do not apply.

checkKeys(queue)
local id, every = option(1), tonumber(option(9))
local schedulerKey = queue['repeat'] .. ':' .. id
local former = redis.call('HMGET', schedulerKey, 'timestamp', 'every', 'offset', 'ic')
local pendingRun = redis.call('ZSCORE', queue['repeat'], id)

local version = queue.version
if version and version[1] == 5 and version[2] < 16 then
    return { 'invalid', 'job schedulers exist since BullMQ 5.16' }
end
if former[1] then return { 'invalid', 'a job has the key of this scheduler' } end

-- Where the present next run waits to be replaced; nil where a worker has taken it, or it does not exist.
local function findPending(jobId)
    for _, name in ipairs({ 'delayed', 'prioritized' }) do
        if redis.call('ZSCORE', queue[name], jobId) then return name, 'ZREM', { jobId } end
    end
    -- Whatever the layout: a run that is left would start beside the new one.
    for _, name in ipairs({ 'wait', 'paused' }) do
        if holds(queue[name], jobId) then return name, 'LREM', { 0, jobId } end
    end
end

local pendingId = pendingRun and 'repeat:' .. id .. ':' .. pendingRun
local place, command, member
if pendingId then place, command, member = findPending(pendingId) end

-- The first time of a grid of intervals that is after now.
local function nextSlot(offset)
    local slot = math.floor(now / every) * every + offset
    return slot > now and slot or slot + every
end

-- When an interval runs next, and its offset.
local function nextOfInterval()
    local offset, start = tonumber(option(13)) or 0, tonumber(option(14))
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

local nextRun, offset = tonumber(option(12)), 0
if every then nextRun, offset = nextOfInterval() end

local function text(number) return string.format('%.0f', number) end
local function jobIdAt(run) return 'repeat:' .. id .. ':' .. text(run) end

-- An id that a job has, other than the one that is replaced.
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
    -- The offset that it had stays unless another one is given.
    offset = option(13) ~= '' and option(13) or former[3]
end

redis.call('ZADD', queue['repeat'], nextRun, id)
local fields = { 'name', option(3), 'ic', former[4] or '1' }
local function add(name, value)
    if value and value ~= '' then fields[#fields + 1], fields[#fields + 2] = name, value end
end
for index, name in ipairs({ 'every', 'pattern', 'tz' }) do add(name, option(8 + index)) end
for index, name in ipairs({ 'startDate', 'endDate', 'limit' }) do add(name, option(13 + index)) end
add('offset', offset)
add('data', option(4) ~= '{}' and option(4))
add('opts', option(5) ~= '{}' and option(5))
redis.call('DEL', schedulerKey)
redis.call('HSET', schedulerKey, unpack(fields))

local delay = math.max(nextRun - now, 0)
local opts = option(6) .. ',"jobId":"repeat:' .. option(2) .. ':' .. text(nextRun) .. '","delay":' .. text(delay)
if not every then opts = opts .. ',"prevMillis":' .. text(nextRun) end
createJob(queue, { id = jobIdAt(nextRun), name = option(3), data = option(4), opts = opts .. '}', timestamp = ARGV[4],
    delay = delay, priority = tonumber(option(7)), isLifo = option(8) ~= '', scheduler = id }, nextCounter(queue))
return { 'added', jobIdAt(nextRun), 'new' }
