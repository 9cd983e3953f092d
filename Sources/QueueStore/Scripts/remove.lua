-- Removes a job and, as the official call does by default, its children (data model, 4.9).

local queues = { [base] = queue }

local function queueOf(queueBase)
    queues[queueBase] = queues[queueBase] or queueAt(queueBase)
    return queues[queueBase]
end

-- Whether anything but the phantom `meta` and `events` of a base that never was a queue exists there.
local function isQueue(candidate)
    return redis.call('EXISTS', candidate.base .. ':id', candidate.wait, candidate.paused, candidate.active,
        candidate.prioritized, candidate.delayed, candidate.completed, candidate.failed,
        candidate.waitingChildren) > 0
end

-- The queue and the id in a job's key. Both may contain colons, so every split is tried, the longest base first: the one
-- whose queue holds the id, or else the one that is a queue at all (data model, trap 3). nil where there is none.
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

-- The parent's queue and id: from the `parent` field, which keeps them apart, or else from its key.
local function parentOf(parentKey, parentText)
    local parent = object(parentText)
    if type(parent.queueKey) == 'string' and parent.queueKey .. ':' .. tostring(parent.id) == parentKey then
        return queueOf(parent.queueKey), tostring(parent.id)
    end
    return locate(parentKey)
end

-- Takes the job from its parent's pending children. A parent that waited for the last one may run.
local function leaveParent(key)
    local fields = redis.call('HMGET', key, 'parentKey', 'parent')
    local parentKey = fields[1]
    if not parentKey or redis.call('SREM', parentKey .. ':dependencies', key) == 0 then return end
    if redis.call('EXISTS', parentKey .. ':dependencies') == 1 or redis.call('EXISTS', parentKey) == 0 then return end
    local parentQueue, parentId = parentOf(parentKey, fields[2])
    if not parentQueue or redis.call('ZREM', parentQueue.waitingChildren, parentId) == 0 then return end
    redis.call('RPUSH', targetList(parentQueue), parentId)
    wakeWorker(parentQueue)
    event(parentQueue, 'waiting', 'jobId', parentId, 'prev', 'waiting-children')
end

-- Takes an id from where it is, and returns the library's name of that place. A ghost may be in several.
local function leaveState(owner, id, isGhost)
    local place
    local function note(name, count) if count > 0 and not place then place = name end end
    note('completed', redis.call('ZREM', owner.completed, id))
    note('waiting-children', redis.call('ZREM', owner.waitingChildren, id))
    note('delayed', redis.call('ZREM', owner.delayed, id))
    note('failed', redis.call('ZREM', owner.failed, id))
    note('prioritized', redis.call('ZREM', owner.prioritized, id))
    for _, name in ipairs({ 'wait', 'paused', 'active' }) do
        if not place or isGhost then note(name, redis.call('LREM', owner[name], 0, id)) end
    end
    if settings(owner).newest == 3 then redis.call('ZREM', owner.priority, id) end
    return place or 'unknown'
end

-- Frees the deduplication id that the job owns.
local function leaveDeduplication(owner, key, id)
    local deduplicationId = redis.call('HGET', key, 'deid')
    if not deduplicationId then return end
    local ownerKey = owner.base .. ':de:' .. deduplicationId
    if redis.call('GET', ownerKey) == id then
        redis.call('DEL', ownerKey, owner.base .. ':dn:' .. deduplicationId)
    end
end

-- The job and all its descendants, as a tree. It is known whole before anything is changed. `isPending` says whether every
-- job up to the root still waits for this one; only then does its lock count. `seen` ends a circle in the data.
local function family(owner, key, id, isPending, seen)
    seen[key] = true
    local node = { owner = owner, key = key, id = id, children = {} }
    local function add(childKeys, isChildPending)
        for _, childKey in ipairs(childKeys) do
            if not seen[childKey] then
                node.isLocked = node.isLocked or (isChildPending and redis.call('EXISTS', childKey .. ':lock') == 1)
                local childQueue, childId = locate(childKey)
                local child = childQueue and family(childQueue, childKey, childId, isChildPending, seen)
                node.children[#node.children + 1] = child
                node.isLocked = node.isLocked or (child and child.isLocked)
            end
        end
    end
    add(redis.call('HKEYS', key .. ':processed'), false)
    add(redis.call('HKEYS', key .. ':failed'), false)
    add(redis.call('ZRANGE', key .. ':unsuccessful', 0, -1), false)
    add(redis.call('SMEMBERS', key .. ':dependencies'), isPending)
    return node
end

-- Removes a job after its children, as the library does: so the last of them releases it first.
local function removeTree(node)
    local owner, key, id = node.owner, node.key, node.id
    leaveParent(key)
    for _, child in ipairs(node.children) do removeTree(child) end
    local place = leaveState(owner, id, redis.call('EXISTS', key) == 0)
    leaveDeduplication(owner, key, id)
    local deleted = redis.call('DEL', key, key .. ':logs', key .. ':dependencies', key .. ':processed',
        key .. ':failed', key .. ':unsuccessful')
    if deleted > 0 then trimmedEvent(owner, 'removed', 'jobId', id, 'prev', place) end
end

-- The scheduler whose next run the job is; it would stop without it.
local function pendingIterationOf()
    local scheduler = redis.call('HGET', jobKey, 'rjk')
    local nextRun = scheduler and redis.call('ZSCORE', queue['repeat'], scheduler)
    return nextRun and jobId == 'repeat:' .. scheduler .. ':' .. nextRun and scheduler or nil
end

local state = stateOf(queue, jobId)
if state == '' and redis.call('EXISTS', jobKey) == 0 then return { 'vanished' } end
if state ~= seenState then return { 'moved', state } end
local scheduler = pendingIterationOf()
if scheduler then return { 'pending', scheduler } end
if redis.call('EXISTS', KEYS[16]) == 1 then return { 'locked' } end
local tree = family(queue, jobKey, jobId, true, {})
if tree.isLocked then return { 'childLocked' } end
removeTree(tree)
return { 'done' }
