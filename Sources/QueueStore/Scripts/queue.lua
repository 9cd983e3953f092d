-- What the operations of BullMQ share. Swift puts this file and `values.lua` before each of them.
--
-- KEYS: 1 wait, 2 paused, 3 active, 4 prioritized, 5 pc, 6 meta, 7 marker, 8 events, 9 delayed, 10 completed, 11 failed,
--       12 waiting-children, 13 repeat, 14 priority; then the hashes of the jobs that the operation is for; then keys of
--       other queues, which a cluster has to know.
-- ARGV: 1 the queue's base, 2 and 3 the oldest and the newest family that the queue may belong to (3 to 6), 4 the time in
--       ms, 5 the state in which the operator saw the jobs, or nothing for any, 6 the number of the operation's own
--       arguments; then these, then the ids of the jobs, as many as their hashes.
-- An operation on jobs replies with a list a job: what became of it, and details where there are some. An operation on a
-- queue replies with one such list.

local base, now, seenState = ARGV[1], tonumber(ARGV[4]), ARGV[5]
local oldestFamily, newestFamily = tonumber(ARGV[2]), tonumber(ARGV[3])
local firstOption, firstJob = 7, 7 + tonumber(ARGV[6])

-- The operation's own argument, from 1 on.
local function option(number) return ARGV[firstOption + number - 1] end

-- The keys of one queue. Those of other queues (parents, children) are known from data only.
local function queueAt(queueBase)
    return { base = queueBase, wait = queueBase .. ':wait', paused = queueBase .. ':paused',
        active = queueBase .. ':active', prioritized = queueBase .. ':prioritized', pc = queueBase .. ':pc',
        meta = queueBase .. ':meta', marker = queueBase .. ':marker', events = queueBase .. ':events',
        delayed = queueBase .. ':delayed', completed = queueBase .. ':completed', failed = queueBase .. ':failed',
        waitingChildren = queueBase .. ':waiting-children', ['repeat'] = queueBase .. ':repeat',
        priority = queueBase .. ':priority' }
end

-- BullMQ 3 does not look into `prioritized`, so it matters whether a queue may be one of its own. What is there now may tell.
local function narrow(queue)
    if redis.call('EXISTS', queue.prioritized, queue.pc, queue.marker) > 0 then
        queue.oldest = 4
    elseif redis.call('EXISTS', queue.priority) == 1 then
        queue.newest = 3
    end
end

-- Reads what decides where a waiting job goes, once a queue. `meta.version` beats what is assumed of another queue.
local function settings(queue)
    if queue.isRead then return queue end
    local meta = redis.call('HMGET', queue.meta, 'paused', 'concurrency', 'version', 'opts.maxLenEvents')
    queue.isPaused = meta[1] ~= false
    queue.oldest, queue.newest = oldestFamily, newestFamily
    local major, minor, patch = string.match(meta[3] or '', '^bullmq:(%d+)%.(%d+)%.(%d+)')
    queue.version = major and { tonumber(major), tonumber(minor), tonumber(patch) }
    if queue.base ~= base and major and tonumber(major) >= 3 and tonumber(major) <= 6 then
        queue.oldest, queue.newest = tonumber(major), tonumber(major)
    end
    if queue.oldest == 3 and queue.newest > 3 then narrow(queue) end
    local limit = tonumber(meta[2] or '')
    queue.isHeld = queue.isPaused or (limit ~= nil and redis.call('LLEN', queue.active) >= limit)
    queue.maxEvents = meta[4]
    queue.isRead = true
    return queue
end

-- The list for waiting ids. While a queue is paused, BullMQ 5 and older keep them in `paused`, 6 leaves them in `wait`;
-- a wrong guess of 6 can lose jobs, a wrong guess of 5 cannot (data model, 3.4).
local function targetList(queue)
    settings(queue)
    if not queue.isPaused or queue.oldest >= 6 then return queue.wait end
    if queue.newest >= 5 and redis.call('LLEN', queue.wait) > 0 and redis.call('EXISTS', queue.paused) == 0 then
        return queue.wait
    end
    return queue.paused
end

-- Wakes an idle worker. BullMQ 3 and 4 know no marker; their workers wait for the list itself. One marker a script is
-- enough: every worker that finds a job wakes the next one.
local function wakeWorker(queue)
    settings(queue)
    if queue.isAwake or queue.newest < 5 or queue.isHeld then return end
    redis.call('ZADD', queue.marker, 0, '0')
    queue.isAwake = true
end

-- BullMQ 3 keeps the order of priorities in the list, with the help of a sorted set (data model, section 5).
local function insertByPosition(queue, id, priority)
    local list = targetList(queue)
    redis.call('ZADD', queue.priority, priority, id)
    local ahead = redis.call('ZCOUNT', queue.priority, 0, priority)
    local pivot = redis.call('LINDEX', list, redis.call('LLEN', list) - (ahead - 1))
    if pivot then redis.call('LINSERT', list, 'BEFORE', pivot, id) else redis.call('RPUSH', list, id) end
end

-- Puts a job in front of the others of its priority; not for BullMQ 3. Workers of 4 wait for the list, where a marker tells
-- them of prioritized jobs.
local function addInFront(queue, id, priority, turn)
    redis.call('ZADD', queue.prioritized, priority * 4294967296 + (turn or 0), id)
    if settings(queue).newest == 4 and not queue.isPaused and redis.call('LLEN', queue.wait) == 0 then
        redis.call('LPUSH', queue.wait, '0:0')
    end
end

-- Puts a job behind the others of its priority (data model, 1.5).
local function addPrioritized(queue, id, priority)
    if settings(queue).newest == 3 then return insertByPosition(queue, id, priority) end
    if queue.oldest == 3 then
        -- Every library takes jobs from the list, though ahead of others with priorities.
        redis.call('LPUSH', targetList(queue), id)
        return wakeWorker(queue)
    end
    addInFront(queue, id, priority, redis.call('INCR', queue.pc) % 4294967296)
    wakeWorker(queue)
end

-- Adds an event and leaves the stream's length alone, where the library does.
local function event(queue, ...) redis.call('XADD', queue.events, '*', 'event', ...) end

-- Adds an event that trims the stream, as long as the queue's own setting says. The library writes its default there,
-- since late in version 4; a queue of 4 without the setting is of an older one. Once a script is enough, since the length
-- is a rough one anyway: trimming is a third of what an event costs.
local function trimmedEvent(queue, ...)
    if queue.isTrimmed then return event(queue, ...) end
    if not settings(queue).maxEvents then
        queue.maxEvents = '10000'
        if queue.newest >= 5 then redis.call('HSET', queue.meta, 'opts.maxLenEvents', queue.maxEvents) end
    end
    redis.call('XADD', queue.events, 'MAXLEN', '~', queue.maxEvents, '*', 'event', ...)
    queue.isTrimmed = true
end

-- The state of a job, tested in the library's order (data model, 2.3); '' for none.
local function stateOf(queue, id)
    if redis.call('ZSCORE', queue.completed, id) then return 'completed' end
    if redis.call('ZSCORE', queue.failed, id) then return 'failed' end
    if redis.call('ZSCORE', queue.delayed, id) then return 'delayed' end
    if redis.call('ZSCORE', queue.prioritized, id) then return 'prioritized' end
    if holds(queue.active, id) then return 'active' end
    if holds(queue.wait, id) or holds(queue.paused, id) then return 'waiting' end
    if redis.call('ZSCORE', queue.waitingChildren, id) then return 'waiting-children' end
    return ''
end

local queue = { base = base, wait = KEYS[1], paused = KEYS[2], active = KEYS[3], prioritized = KEYS[4], pc = KEYS[5],
    meta = KEYS[6], marker = KEYS[7], events = KEYS[8], delayed = KEYS[9], completed = KEYS[10], failed = KEYS[11],
    waitingChildren = KEYS[12], ['repeat'] = KEYS[13], priority = KEYS[14] }

local sortedSets = { completed = queue.completed, failed = queue.failed, delayed = queue.delayed,
    prioritized = queue.prioritized, ['waiting-children'] = queue.waitingChildren }

-- Whether the operator saw the jobs elsewhere than in the only state that the operation is for.
local function isSeenElsewhere(state) return seenState ~= '' and seenState ~= state end

-- The refusal of a job that is not where the operator saw it; nil for one that is, or was seen nowhere.
local function moved(id)
    if seenState == '' then return nil end
    local set = sortedSets[seenState]
    if set and redis.call('ZSCORE', set, id) then return nil end
    local state = stateOf(queue, id)
    if state ~= seenState then return { 'moved', state } end
end

-- Replies with what `change(id, key)` returns for each job: a list. Where it fails, as for want of permission, the job is
-- as it was, and the others have their turn.
local function each(change)
    local replies = {}
    for index = 1, #ARGV - firstJob + 1 do
        local isDone, reply = pcall(change, ARGV[firstJob + index - 1], KEYS[14 + index])
        if not isDone then reply = { 'error', type(reply) == 'table' and reply.err or tostring(reply) } end
        replies[index] = reply
    end
    return replies
end
