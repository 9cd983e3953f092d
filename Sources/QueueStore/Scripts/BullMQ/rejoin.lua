-- Returns finished jobs to their queue (data model, 4.4 to 4.6).
-- @include bullmq
-- @option made: given to reset the attempts made and the stalled counter

settings(queue)
local call = redis.call
local list = targetList(queue)

-- Whether a retried job with a priority goes to `prioritized`. The library puts it there after 6.2.0; before that it
-- puts it into the plain list, ahead of all prioritized jobs. Without a known version the priority is honoured: every
-- library since 5 understands that, and no other job is overtaken.
local isPriorityKept = queue.newest.hasMarker and hasFeature(queue, 'retriesByPriority') ~= false

-- The fields that a job loses when it is no longer finished.
local cleared = { failed = { 'finishedOn', 'processedOn', 'failedReason' },
    completed = { 'finishedOn', 'processedOn', 'returnvalue' } }

-- Lets the parent of a flow wait for the job again; the parent stays where it is.
local function rejoinParent(parentKey, key, state)
    local hasLeft
    if state == 'failed' then
        hasLeft = call('ZREM', parentKey .. ':unsuccessful', key) == 1 or call('HDEL', parentKey .. ':failed', key) == 1
    else
        hasLeft = call('HDEL', parentKey .. ':processed', key) == 1
    end
    if hasLeft then call('SADD', parentKey .. ':dependencies', key) end
end

-- The ids that go to the back of the list. One call for all of them costs less than one for each job.
local arrived = {}

local function push()
    inPieces('LPUSH', list, arrived)
    if #arrived > 0 then wakeWorker(queue) end
    arrived = {}
end

-- Puts a job where it waits for its turn. In what may be a queue of BullMQ 3 the order of priorities is not kept; see
-- `addPrioritized`.
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

-- Returns what must be known of a finished job before anything is changed, or nil and the refusal. A job with a
-- deferred failure fails as soon as a worker takes it, unless the failure is cleared with its attempts. An ACL that
-- forbids the parent ends the change here.
local function readFinished(key)
    local job = call('HMGET', key, 'opts', 'priority', 'parentKey', 'defa')
    if not job[1] and call('EXISTS', key) == 0 then return nil, { 'vanished' } end
    if job[4] and not option.made then return nil, { 'failsAtOnce', job[4] } end
    local parentKey = queue.newest.guardsParents and job[3] and call('EXISTS', job[3]) == 1 and job[3]
    return { options = job[1], priority = isPriorityKept and tonumber(job[2] or '') or 0, parentKey = parentKey }
end

-- Puts a job back into its queue after it was removed from where it finished. Call `push` after the last one.
local function putBack(id, key, job, state)
    call('HDEL', key, unpack(cleared[state]))
    requeue(id, job.priority, job.options)
    if job.parentKey then rejoinParent(job.parentKey, key, state) end
    trimmedEvent(queue, 'waiting', 'jobId', id, 'prev', state)
end
