-- Restores a removed job to its former place, with the descendants that were removed with it.
-- @include flow
-- @include enqueue
-- @include kept
-- @option nodes: packed with MessagePack, the root first. A node has the queue's `base`, `id`, `place`, `score`, `ahead`, and
--         lists: the `fields` of the hash, the lines of the log, the pending children, `processed`, `failed`, `unsuccessful` with
--         scores, the `parent` that waits for it (key, queue, id, place, score), its `deduplication` (id, end in ms), and the
--         fields of the next job.

local nodes, isFamily = cmsgpack.unpack(option.nodes), {}
for _, node in ipairs(nodes) do
    node.owner, node.ahead = queueOf(node.base), tonumber(node.ahead)
    node.key = node.base .. ':' .. node.id
    isFamily[node.key] = true
    local refusal = damage(node.owner)
    if refusal then return refusal end
end

-- Sorts the children that were not removed: those that are gone or belong to another parent are no longer waited for,
-- and those that have completed count as processed.
local function reviseChildren(node)
    local pending = {}
    node.hadChildren = #node.dependencies > 0
    for _, childKey in ipairs(node.dependencies) do
        if isFamily[childKey] then
            pending[#pending + 1] = childKey
        elseif redis.call('HGET', childKey, 'parentKey') == node.key then
            local childQueue, childId = locate(childKey)
            if childQueue and redis.call('ZSCORE', childQueue.completed, childId) then
                node.processed[#node.processed + 1] = childKey
                node.processed[#node.processed + 1] = redis.call('HGET', childKey, 'returnvalue') or 'null'
            else
                pending[#pending + 1] = childKey
            end
        end
    end
    node.dependencies = pending
end

local function putHash(node)
    local key = node.key
    inPieces('HSET', key, node.fields)
    inPieces('RPUSH', key .. ':logs', node.logs)
    inPieces('SADD', key .. ':dependencies', node.dependencies)
    inPieces('HSET', key .. ':processed', node.processed)
    inPieces('HSET', key .. ':failed', node.failed)
    for index = 1, #node.unsuccessful, 2 do
        redis.call('ZADD', key .. ':unsuccessful', node.unsuccessful[index + 1], node.unsuccessful[index])
    end
end

-- Takes the deduplication id again, for the rest of its time, unless another job owns it.
local function putDeduplication(node)
    local deduplicationId, finish = node.deduplication[1], tonumber(node.deduplication[2] or '')
    if not deduplicationId or (finish and finish <= now) then return end
    local ownerKey, nextKey = node.owner.base .. ':de:' .. deduplicationId, node.owner.base .. ':dn:' .. deduplicationId
    if redis.call('SETNX', ownerKey, node.id) == 0 then return end
    if finish then redis.call('PEXPIRE', ownerKey, whole(finish - now)) end
    if redis.call('EXISTS', nextKey) == 0 then inPieces('HSET', nextKey, node.nextJob) end
end

-- Puts an id into a list, with as many ids to the right of it as before.
local function putIntoList(list, id, ahead)
    local pivot = ahead > 0 and redis.call('LINDEX', list, -ahead)
    if ahead == 0 then
        redis.call('RPUSH', list, id)
    elseif pivot then
        redis.call('LINSERT', list, 'BEFORE', pivot, id)
    else
        redis.call('LPUSH', list, id)
    end
end

-- Puts a job where workers find it. The queue may have been paused or resumed meanwhile.
local function putWaiting(node)
    local owner, list = node.owner, targetList(node.owner)
    if string.sub(redis.call('LINDEX', list, 0) or '', 1, 2) == '0:' then redis.call('LPOP', list) end
    putIntoList(list, node.id, node.ahead)
    local priority = not settings(owner).newest.hasPrioritized and tonumber(redis.call('HGET', node.key, 'priority') or '') or 0
    if priority > 0 then redis.call('ZADD', owner.priority, priority, node.id) end
end

local function put(node)
    local owner, id, place = node.owner, node.id, node.place
    local name = redis.call('HGET', node.key, 'name') or ''
    event(owner, 'added', 'jobId', id, 'name', name)
    if place == 'wait' or place == 'paused' then
        putWaiting(node)
        wakeWorker(owner)
        trimmedEvent(owner, 'waiting', 'jobId', id)
    elseif place == 'active' then
        putIntoList(owner.active, id, node.ahead)
    elseif place ~= '' then
        redis.call('ZADD', owner[place], node.score, id)
    end
    if place == 'prioritized' then
        settings(owner)
        if owner.newest.hasListMarker and not owner.isPaused and redis.call('LLEN', owner.wait) == 0 then
            redis.call('LPUSH', owner.wait, '0:0')
        end
        wakeWorker(owner)
        trimmedEvent(owner, 'waiting', 'jobId', id)
    elseif place == 'delayed' then
        trimmedEvent(owner, 'delayed', 'jobId', id, 'delay', math.floor(tonumber(node.score) / 4096))
        wakeForDelayed(owner)
    elseif place == 'waiting-children' then
        trimmedEvent(owner, 'waiting-children', 'jobId', id)
    end
end

-- Lets the parent wait for the job again, where the parent is in its former place or has not begun since. A parent that
-- runs or has finished would fail.
local function rejoinParent(node, parentPlace)
    local parentKey, parentBase, parentId, formerPlace, formerScore = unpack(node.parent)
    local parentQueue = queueOf(parentBase)
    local waits = { wait = true, paused = true, prioritized = true, delayed = true }
    if parentPlace ~= formerPlace then
        if formerPlace ~= 'waiting-children' or not waits[parentPlace] then return end
        leaveState(parentQueue, parentId, false)
        redis.call('ZADD', parentQueue['waiting-children'], formerScore, parentId)
        trimmedEvent(parentQueue, 'waiting-children', 'jobId', parentId)
    end
    redis.call('SADD', parentKey .. ':dependencies', node.key)
end

for _, node in ipairs(nodes) do
    local key = node.key
    if redis.call('EXISTS', key, key .. ':logs', key .. ':dependencies', key .. ':processed', key .. ':failed',
        key .. ':unsuccessful') > 0 or stateOf(node.owner, node.id) ~= ''
    then
        return { 'exists' }
    end
end
-- The keys of other queues are read before anything is changed: an ACL that forbids them ends the script here.
local root = nodes[1]
local hasParent = root.parent[1] and redis.call('EXISTS', root.parent[1]) == 1
local parentPlace = hasParent and placeOf(queueOf(root.parent[2]), root.parent[3])
for _, node in ipairs(nodes) do
    settings(node.owner)
    reviseChildren(node)
end

for _, node in ipairs(nodes) do
    putHash(node)
    putDeduplication(node)
end
-- This comes before the jobs: the parent was not in the list yet when their places were recorded.
if hasParent then rejoinParent(root, parentPlace) end
-- Jobs that were further right in a list come first, so that the others find their places.
table.sort(nodes, function(left, right) return left.ahead < right.ahead end)
for _, node in ipairs(nodes) do put(node) end
for _, node in ipairs(nodes) do
    -- The job has no children left to wait for.
    if node.place == 'waiting-children' and node.hadChildren and #node.dependencies == 0 then
        runParent(node.owner, node.id)
    end
end
return { 'done' }
