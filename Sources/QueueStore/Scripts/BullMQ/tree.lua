-- Removes a job with its descendants, and keeps what is needed to restore them. A node is a table: owner (its queue),
-- key, id, children (nodes).
-- @include flow
-- @include kept

local partTypes = { [''] = 'hash', [':logs'] = 'list', [':lock'] = 'string', [':dependencies'] = 'set', [':processed'] = 'hash',
    [':failed'] = 'hash', [':unsuccessful'] = 'zset' }

-- Ends the change where a key of a job has another type than the library gives it.
local function checkParts(key)
    for suffix, expected in pairs(partTypes) do
        local refusal = wrongType(key .. suffix, expected)
        if refusal then refuse(refusal) end
    end
end

-- Removes a job after its children, as the library does, so that the last child releases it first. Returns the number
-- of jobs.
local function removeTree(node, knownParent)
    local owner, key, id = node.owner, node.key, node.id
    leaveParent(key, knownParent)
    local count = 0
    for _, child in ipairs(node.children) do count = count + removeTree(child, key) end
    local place = leaveState(owner, id, redis.call('EXISTS', key) == 0)
    leaveDeduplication(owner, key, id)
    if deleteJob(key) > 0 then trimmedEvent(owner, 'removed', 'jobId', id, 'prev', place) end
    return count + 1
end

-- Returns the parent that waits for a job: its key, its queue, its id, its place and its score there. Empty without
-- one.
local function parentLink(key, knownParent)
    local fields = redis.call('HMGET', key, 'parentKey', 'parent')
    local parentKey = fields[1] or knownParent
    if not parentKey or redis.call('SISMEMBER', parentKey .. ':dependencies', key) == 0 then return {} end
    local parentQueue, parentId = parentOf(parentKey, fields[2])
    if not parentQueue then return {} end
    local place, score = placeOf(parentQueue, parentId)
    return { parentKey, parentQueue.base, parentId, place, score }
end

-- Adds the nodes that are needed to restore a tree to `kept`, the root first. Returns their weight; nil where a part is
-- too large.
local function keep(node, kept, knownParent)
    local isRoot = #kept == 0
    local entry, weight = nodeOf(isRoot and 'root' or 'child', node.owner, node.key, node.id)
    if not entry then return nil end
    if isRoot then entry[13] = parentLink(node.key, knownParent) end
    kept[#kept + 1] = entry
    for _, child in ipairs(node.children) do
        if redis.call('EXISTS', child.key) == 1 then
            local childWeight = weight <= replyBudget and keep(child, kept)
            if not childWeight then return nil end
            weight = weight + childWeight
        end
    end
    return weight <= replyBudget and weight or nil
end

-- Adds the nodes that are needed to restore a tree to `kept`. Returns their weight, or nil where the tree is removed
-- without them; or nil and the reply where the tree stays: it does not fit into this reply, or is too large and may not
-- be lost.
local function keepOrRefuse(node, kept)
    local weight = keep(node, kept)
    isFull = weight and spent + weight > replyBudget
    if isFull then return nil, { 'later' } end
    if not weight and not isLossAgreed then return nil, { 'tooLarge' } end
    return weight
end

-- Removes a tree, and adds the kept nodes to those of the reply: all of them, or only the place of the root.
local function removeKept(node, kept, weight, nodes, knownParent)
    if not weight or spent + weight > replyBudget then kept, weight = { lostNode(node.owner, node.id, 0) }, 0 end
    local count = removeTree(node, knownParent)
    if kept[1][1] == 'lost' then kept[1][7] = count end
    for _, entry in ipairs(kept) do nodes[#nodes + 1] = entry end
    spent = spent + weight
end
