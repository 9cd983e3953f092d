-- Functions that the operations that remove jobs share: other queues, parents and children of flows, deduplication.
-- @include bullmq
-- @include deduplication

local queues = { [base] = queue }

local function queueOf(queueBase)
    queues[queueBase] = queues[queueBase] or queueAt(queueBase)
    return queues[queueBase]
end

-- Returns whether a queue exists at a base. A base that never was a queue may have a phantom `meta` and `events`.
local function isQueue(candidate)
    return redis.call('EXISTS', candidate.id, candidate.wait, candidate.paused, candidate.active,
        candidate.prioritized, candidate.delayed, candidate.completed, candidate.failed,
        candidate['waiting-children']) > 0
end

-- Returns the queue and the id in a job's key; nil where there are none. Both may contain colons, so every split is
-- tried, the longest base first: the one whose queue holds the id, or else the first that is a queue (data model, trap
-- 3).
local function locate(key)
    local fallbackQueue, fallbackId
    for position = #key - 1, 2, -1 do
        if string.sub(key, position, position) == ':' then
            local candidate, id = queueOf(string.sub(key, 1, position - 1)), string.sub(key, position + 1)
            if isQueue(candidate) then
                local isReadable, state = pcall(stateOf, candidate, id)
                if isReadable and state ~= '' then return candidate, id end
                if not fallbackQueue then fallbackQueue, fallbackId = candidate, id end
            end
        end
    end
    return fallbackQueue, fallbackId
end

-- Returns the parent's queue and id: from the field `parent`, which separates them, or else from its key.
local function parentOf(parentKey, parentText)
    local parent = object(parentText)
    if type(parent.queueKey) == 'string' and parent.queueKey .. ':' .. tostring(parent.id) == parentKey then
        return queueOf(parent.queueKey), tostring(parent.id)
    end
    return locate(parentKey)
end

-- Lets a parent run that has waited for its children.
local function runParent(parentQueue, parentId)
    if redis.call('ZREM', parentQueue['waiting-children'], parentId) == 0 then return end
    redis.call('RPUSH', targetList(parentQueue), parentId)
    wakeWorker(parentQueue)
    event(parentQueue, 'waiting', 'jobId', parentId, 'prev', 'waiting-children')
end

-- Removes the job from its parent's pending children, and returns whether it was one. A parent that waited for its last
-- child may run. `knownParent` is given for a job whose hash may be gone.
local function leaveParent(key, knownParent)
    local fields = redis.call('HMGET', key, 'parentKey', 'parent')
    local parentKey = fields[1] or knownParent
    if not parentKey or redis.call('SREM', parentKey .. ':dependencies', key) == 0 then return false end
    if redis.call('EXISTS', parentKey .. ':dependencies') == 0 and redis.call('EXISTS', parentKey) == 1 then
        local parentQueue, parentId = parentOf(parentKey, fields[2])
        if parentQueue then runParent(parentQueue, parentId) end
    end
    return true
end

-- Removes an id from its place, and returns the library's name of that place. The id of a missing job may be in several
-- places.
local function leaveState(owner, id, isMissing)
    local place
    local function note(name, count) if count > 0 and not place then place = name end end
    note('completed', redis.call('ZREM', owner.completed, id))
    note('waiting-children', redis.call('ZREM', owner['waiting-children'], id))
    note('delayed', redis.call('ZREM', owner.delayed, id))
    note('failed', redis.call('ZREM', owner.failed, id))
    note('prioritized', redis.call('ZREM', owner.prioritized, id))
    -- The search begins at the right end, where the oldest ids are; searching the whole of a long list would be slow.
    for _, name in ipairs({ 'wait', 'paused', 'active' }) do
        if not place or isMissing then note(name, redis.call('LREM', owner[name], isMissing and 0 or -1, id)) end
    end
    if not settings(owner).newest.hasPrioritized then redis.call('ZREM', owner.priority, id) end
    return place or 'unknown'
end

-- Deletes the keys of a job, and returns the number of those that existed.
local function deleteJob(key)
    return redis.call('DEL', key, key .. ':logs', key .. ':dependencies', key .. ':processed', key .. ':failed',
        key .. ':unsuccessful')
end

-- Returns the scheduler whose next run the job is, and which would stop without it; nil for other jobs.
local function pendingIterationOf(id, key)
    local scheduler = redis.call('HGET', key, 'rjk')
    local nextRun = scheduler and redis.call('ZSCORE', queue['repeat'], scheduler)
    return nextRun and id == 'repeat:' .. scheduler .. ':' .. nextRun and scheduler or nil
end
