-- Removes the children of a job that no worker has taken, with theirs; the job stays, and may run (data model, 4.10).
-- @include tree

-- Returns the descendants that have not run yet. Locked and failed ones stay. `seen` ends a circle in the data.
local function pendingChildren(key, seen)
    local children = {}
    for _, childKey in ipairs(redis.call('SMEMBERS', key .. ':dependencies')) do
        local childQueue, childId = locate(childKey)
        if childQueue and not seen[childKey] and redis.call('EXISTS', childKey .. ':lock') == 0
            and not redis.call('ZSCORE', childQueue.failed, childId)
        then
            seen[childKey] = true
            children[#children + 1] = { owner = childQueue, key = childKey, id = childId,
                children = pendingChildren(childKey, seen) }
        end
    end
    return children
end

return each(function(id, key)
    if isFull then return { 'later' } end
    if redis.call('EXISTS', key) == 0 then return { 'vanished' } end
    local refusal = moved(id)
    if refusal then return refusal end
    local children = pendingChildren(key, { [key] = true })
    if replyBudget == 0 then
        for _, child in ipairs(children) do removeTree(child, key) end
        return { 'done' }
    end

    local total, isTooLarge = 0, false
    for _, child in ipairs(children) do
        local weight = keep(child, {}, key)
        isTooLarge = isTooLarge or not weight
        total = total + (weight or 0)
    end
    isFull = spent > 0 and spent + total > replyBudget
    if isFull then return { 'later' } end
    if (isTooLarge or total > replyBudget) and not isLossAgreed then return { 'tooLarge' } end
    local nodes = {}
    -- Each child is kept as it is at its turn, so that restoring in the opposite order works.
    for _, child in ipairs(children) do
        local kept = {}
        removeKept(child, kept, keep(child, kept, key), nodes, key)
    end
    return { 'removed', nodes }
end)
