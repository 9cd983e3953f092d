-- What the operations of legacy Bull 3 and 4 share (data model, section 5). Swift puts this file and `values.lua` before
-- each of them.
--
-- KEYS: 1 wait, 2 paused, 3 active, 4 id, 5 stalled, 6 meta, 7 meta-paused, 8 limiter, 9 delayed, 10 completed,
--       11 failed, 12 stalled-check, 13 repeat, 14 priority; then the hashes of the jobs that the operation is for.
-- ARGV: 1 the queue's base, 2 and 3 the family (0), 4 the time in ms, 5 the state in which the operator saw the jobs,
--       or nothing for any, 6 the number of the operation's own arguments; then these, then the ids of the jobs, as
--       many as their hashes.
-- Replies are those of `queue.lua`.

local base, now, seenState = ARGV[1], tonumber(ARGV[4]), ARGV[5]
local optionCount = tonumber(ARGV[6])
local firstJob = 7 + optionCount

-- The operation's own argument, from 1 on; nil where there are fewer.
local function option(number) return number <= optionCount and ARGV[6 + number] or nil end

local queue = { base = base, wait = KEYS[1], paused = KEYS[2], active = KEYS[3], id = KEYS[4], stalled = KEYS[5],
    meta = KEYS[6], metaPaused = KEYS[7], limiter = KEYS[8], delayed = KEYS[9], completed = KEYS[10],
    failed = KEYS[11], stalledCheck = KEYS[12], ['repeat'] = KEYS[13], priority = KEYS[14] }

-- A whole number as text. Lua's own conversion keeps 14 digits (data model, trap 12).
local function whole(number) return string.format('%.0f', number) end

-- Fails on a server that takes no writes, before anything was changed or published.
local function testWriting() redis.call('HDEL', queue.meta, '') end

-- Bull has no event stream but channels. Some of them carry the token of the queue instance that published. Each
-- operation publishes before it changes anything: where an ACL forbids the channel it ends here, and nobody reads the
-- message before the script is over.
local function publish(owner, channel, message) redis.call('PUBLISH', owner.base .. ':' .. channel, message) end

local function publishWaiting(owner, id) publish(owner, 'waiting@bulltop', id) end

-- The list for waiting ids. Bull's scripts look at `meta-paused`, whatever `meta` says.
local function targetList(owner)
    return redis.call('EXISTS', owner.metaPaused) == 1 and owner.paused or owner.wait
end

-- Bull keeps the order of priorities in the list itself, with the help of a sorted set: right of a job are those that
-- run before it, the ones without a priority are to the left.
local function insertByPriority(owner, id, priority)
    local list = targetList(owner)
    redis.call('ZADD', owner.priority, priority, id)
    local ahead = redis.call('ZCOUNT', owner.priority, 0, priority)
    local pivot = redis.call('LINDEX', list, redis.call('LLEN', list) - (ahead - 1))
    if pivot then redis.call('LINSERT', list, 'BEFORE', pivot, id) else redis.call('RPUSH', list, id) end
end

-- Whether the options ask for the front of the list. Most do not even mention it.
local function isLifo(options)
    return options and string.find(options, '"lifo"', 1, true) and object(options).lifo == true
end

-- Whether a job is in a state, by the names that the operator knows.
local function isIn(state, id)
    if state == 'active' then return holds(queue.active, id) end
    if state == 'waiting' then return holds(queue.wait, id) or holds(queue.paused, id) end
    if state ~= 'completed' and state ~= 'failed' and state ~= 'delayed' then return false end
    return redis.call('ZSCORE', queue[state], id) ~= false
end

-- The state of a job, tested in the library's order (data model, 2.3); '' for none.
local function stateOf(id)
    for _, state in ipairs({ 'completed', 'failed', 'delayed', 'active', 'waiting' }) do
        if isIn(state, id) then return state end
    end
    return ''
end

-- Whether the operator saw the jobs elsewhere than in the only state that the operation is for.
local function isSeenElsewhere(state) return seenState ~= '' and seenState ~= state end

-- Why the job is not where the operator saw it; nil where it is.
local function absence(id, key)
    if seenState ~= '' and isIn(seenState, id) then return nil end
    local state = stateOf(id)
    if state == '' and redis.call('EXISTS', key) == 0 then return { 'vanished' } end
    if seenState ~= '' then return { 'moved', state } end
    return nil
end

-- Replies with what `change(id, key)` returns for each job: a list. Where it fails, as for want of permission, the job
-- is as it was, and the others have their turn.
local function each(change)
    local replies = {}
    for index = 1, #ARGV - firstJob + 1 do
        local isDone, reply = pcall(change, ARGV[firstJob + index - 1], KEYS[14 + index])
        if not isDone then reply = { 'error', type(reply) == 'table' and reply.err or tostring(reply) } end
        replies[index] = reply
    end
    return replies
end

-- Whether anything of a queue exists. An operation on none would make one, of a library that nobody chose.
local function isQueue()
    return redis.call('EXISTS', queue.id, queue.wait, queue.paused, queue.active, queue.delayed, queue.completed,
        queue.failed, queue['repeat'], queue.metaPaused, queue.meta) > 0
end
