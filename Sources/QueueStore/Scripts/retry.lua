-- Puts a failed or completed job back into its queue (data model, 4.4 and 4.5). Where no state was seen, it may be either.
-- Options: the counters that are set back, `made` and `started`.

local sources = { failed = queue.failed, completed = queue.completed }
local cleared = { failed = { 'finishedOn', 'processedOn', 'failedReason' },
    completed = { 'finishedOn', 'processedOn', 'returnvalue' } }
-- A job that lived through an upgrade from 4 shows its old counter as long as it has one (data model, 2.1).
local counters = { made = { 'atm', 'attemptsMade' }, started = { 'ats' } }
for number = 1, firstJob - firstOption do
    for _, counter in ipairs(counters[option(number)]) do
        for _, fields in pairs(cleared) do fields[#fields + 1] = counter end
    end
end

-- Whether the queue's library sends a retried job with a priority to `prioritized`. It does after 6.2.0, and before that
-- to the plain list, ahead of all prioritized jobs. Where no version is known, the priority is honoured: every library
-- since 5 understands that, and no other job is overtaken.
local function honoursPriority()
    if queue.newest < 5 then return false end
    local version = queue.version
    if not version or version[1] < 3 then return true end
    if version[1] ~= 6 then return version[1] > 6 end
    return version[2] > 2 or (version[2] == 2 and version[3] > 0)
end

settings(queue)
local isPriorityKept, isParentRepaired = honoursPriority(), queue.newest >= 5
local list = targetList(queue)
-- A key of another type fails here, before any job has left its place.
redis.call('LLEN', list)
redis.call('ZCARD', queue.prioritized)
redis.call('XLEN', queue.events)

-- Takes the job from where it finished, and returns the name of that state; nil where it is in none.
local call = redis.call
local finished = seenState == '' and { 'failed', 'completed' } or { sources[seenState] and seenState }
local function leave(id)
    for index = 1, #finished do
        if call('ZREM', sources[finished[index]], id) == 1 then return finished[index] end
    end
end

-- Whether the options ask for the front of the list. Most do not even mention it.
local function isLifo(options)
    return options and string.find(options, '"lifo"', 1, true) and object(options).lifo == true
end

-- The ids that go to the back of the list. One call for all of them costs less than one a job.
local arrived = {}

local function push()
    for first = 1, #arrived, 5000 do call('LPUSH', list, unpack(arrived, first, math.min(first + 4999, #arrived))) end
    if #arrived > 0 then wakeWorker(queue) end
    arrived = {}
end

-- What may be a queue of 3 keeps no order of priorities; see `addPrioritized`.
local function enqueue(id, priority, options)
    if priority > 0 and queue.oldest > 3 then
        addPrioritized(queue, id, priority)
    elseif priority <= 0 and isLifo(options) then
        call('RPUSH', list, id)
        wakeWorker(queue)
    else
        arrived[#arrived + 1] = id
    end
end

local done = { 'done' }

local replies = each(function(id, key)
    local job = call('HMGET', key, 'opts', 'priority', 'parentKey')
    if not job[1] and call('EXISTS', key) == 0 then return { 'vanished' } end
    -- Before anything is changed: an ACL that keeps us from the parent ends the change here.
    local hasParent = isParentRepaired and job[3] and call('EXISTS', job[3]) == 1
    local state = leave(id)
    if not state then
        push()
        return { 'moved', stateOf(queue, id) }
    end

    call('HDEL', key, unpack(cleared[state]))
    enqueue(id, isPriorityKept and tonumber(job[2] or '') or 0, job[1])
    if hasParent then rejoinParent(job[3], key, state) end
    trimmedEvent(queue, 'waiting', 'jobId', id, 'prev', state)
    return done
end)
push()
return replies
