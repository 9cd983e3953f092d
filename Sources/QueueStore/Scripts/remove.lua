-- Removes a job and, as the official call does by default, its children (data model, 4.9).

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
    if deleteJob(key) > 0 then trimmedEvent(owner, 'removed', 'jobId', id, 'prev', place) end
end

return each(function(id, key)
    local state = stateOf(queue, id)
    if state == '' and redis.call('EXISTS', key) == 0 then return { 'vanished' } end
    if seenState ~= '' and state ~= seenState then return { 'moved', state } end
    local scheduler = pendingIterationOf(id, key)
    if scheduler then return { 'pending', scheduler } end
    if redis.call('EXISTS', key .. ':lock') == 1 then return { 'locked' } end
    local tree = family(queue, key, id, true, {})
    if tree.isLocked then return { 'childLocked' } end
    removeTree(tree)
    return { 'done' }
end)
