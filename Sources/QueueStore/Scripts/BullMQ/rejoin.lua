-- How a finished job comes back into its queue, one or many (data model, 4.4 to 4.6).
-- @include bullmq
-- @option made: given to begin the attempts that were made anew, and to forget that it stalled

settings(queue)
local call = redis.call
local list = targetList(queue)

-- Whether a retried job with a priority goes to `prioritized`. In the library it does after 6.2.0, and before that it goes to
-- the plain list, ahead of all prioritized jobs. Where no version is known, the priority is honoured: every library since 5
-- understands that, and no other job is overtaken.
local isPriorityKept = queue.newest.hasMarker and hasFeature(queue, 'retriesByPriority') ~= false

-- What a job loses that is no longer finished.
local cleared = { failed = { 'finishedOn', 'processedOn', 'failedReason' },
    completed = { 'finishedOn', 'processedOn', 'returnvalue' } }

-- Lets the parent of a flow wait for the job again; the parent itself stays where it is.
local function rejoinParent(parentKey, key, state)
    local hasLeft
    if state == 'failed' then
        hasLeft = call('ZREM', parentKey .. ':unsuccessful', key) == 1 or call('HDEL', parentKey .. ':failed', key) == 1
    else
        hasLeft = call('HDEL', parentKey .. ':processed', key) == 1
    end
    if hasLeft then call('SADD', parentKey .. ':dependencies', key) end
end

-- The ids that go to the back of the list. One call for all of them costs less than one a job.
local arrived = {}

local function push()
    inPieces('LPUSH', list, arrived)
    if #arrived > 0 then wakeWorker(queue) end
    arrived = {}
end

-- Puts a job where it waits for its turn. What may be a queue of 3 keeps no order of priorities; see `addPrioritized`.
local function requeue(id, priority, options)
    if priority > 0 and queue.oldest.hasPrioritized then
        addPrioritized(queue, id, priority)
    elseif priority <= 0 and isLifo(options) then
        call('RPUSH', list, id)
        wakeWorker(queue)
    else
        arrived[#arrived + 1] = id
    end
end

-- Returns what has to be known of a finished job before anything is changed, or nothing and the refusal. A job with a
-- deferred failure fails as soon as a worker takes it, unless that is cleared with its attempts. An ACL that keeps us from
-- the parent ends the change here.
local function readFinished(key)
    local job = call('HMGET', key, 'opts', 'priority', 'parentKey', 'defa')
    if not job[1] and call('EXISTS', key) == 0 then return nil, { 'vanished' } end
    if job[4] and not option.made then return nil, { 'failsAtOnce', job[4] } end
    local parentKey = queue.newest.guardsParents and job[3] and call('EXISTS', job[3]) == 1 and job[3]
    return { options = job[1], priority = isPriorityKept and tonumber(job[2] or '') or 0, parentKey = parentKey }
end

-- Puts a job back that has left the place where it finished. `push` has to follow for the last one.
local function putBack(id, key, job, state)
    call('HDEL', key, unpack(cleared[state]))
    requeue(id, job.priority, job.options)
    if job.parentKey then rejoinParent(job.parentKey, key, state) end
    trimmedEvent(queue, 'waiting', 'jobId', id, 'prev', state)
end
