-- Removes a job and, as the official call does by default, its children (data model, 4.9).
-- @include tree
-- @include foreign
-- @option children: given to remove the children as well

local takesChildren = option.children ~= nil

-- Returns the job with all its descendants: the whole tree is known before anything is changed. `isPending` is true
-- where every job up to the root still waits for this one; only then does its lock count. `seen` ends a circle in the
-- data.
local function family(owner, key, id, isPending, seen)
    seen[key] = true
    checked(owner)
    checkParts(key)
    local node = { owner = owner, key = key, id = id, children = {} }
    local kinds = { key .. ':processed', key .. ':failed', key .. ':unsuccessful', key .. ':dependencies' }
    if not takesChildren or redis.call('EXISTS', unpack(kinds)) == 0 then return node end
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
    add(redis.call('HKEYS', kinds[1]), false)
    add(redis.call('HKEYS', kinds[2]), false)
    add(redis.call('ZRANGE', kinds[3], 0, -1), false)
    add(redis.call('SMEMBERS', kinds[4]), isPending)
    return node
end

return each(function(id, key)
    if isFull then return { 'later' } end
    local isMissing = redis.call('EXISTS', key) == 0
    if isMissing and stateOf(queue, id) == '' then return { 'vanished' } end
    local refusal = foreignJob(id, key) or moved(id)
    if refusal then return refusal end
    local scheduler = pendingIterationOf(id, key)
    if scheduler then return { 'pending', scheduler } end
    if redis.call('EXISTS', key .. ':lock') == 1 then return { 'locked' } end
    local tree = family(queue, key, id, true, {})
    if tree.isLocked then return { 'childLocked' } end
    if replyBudget == 0 or isMissing then
        removeTree(tree)
        return { 'done' }
    end

    local kept, nodes = {}, {}
    local weight, refusalToLose = keepOrRefuse(tree, kept)
    if refusalToLose then return refusalToLose end
    removeKept(tree, kept, weight, nodes)
    return { 'removed', nodes }
end)
