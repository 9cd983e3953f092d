-- A job with its descendants: how it is removed, and what is kept of it for the undo. Swift puts this file after
-- `flow.lua`. A node is a table: owner (its queue), key, id, children (nodes).
--
-- Options of every script that removes: 1 its own, 2 the most bytes that are kept of a job, 3 the most that a reply brings,
-- 0 where nothing is kept, 4 `lose` where what is too large is removed all the same.

local jobBudget, replyBudget, isLossAgreed = tonumber(option(2)), tonumber(option(3)), option(4) == 'lose'
-- What the nodes of this reply weigh. Once a job did not fit any more, neither do those after it.
local spent, isFull = 0, false

-- Removes a job after its children, as the library does: so the last of them releases it first. How many jobs that were.
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

-- The key of a place, by the library's name.
local function keyOf(owner, place) return owner[place == 'waiting-children' and 'waitingChildren' or place] end

-- Where a job is: the library's name of the place, its score there, and how many ids in a list are ahead of it.
local function placeOf(owner, id)
    for _, place in ipairs({ 'completed', 'failed', 'delayed', 'prioritized', 'waiting-children' }) do
        local score = redis.call('ZSCORE', keyOf(owner, place), id)
        if score then return place, score, 0 end
    end
    for _, place in ipairs({ 'active', 'wait', 'paused' }) do
        local ahead = aheadOf(owner[place], id)
        if ahead then return place, '', ahead end
    end
    return '', '', 0
end

-- The hash of a job and what belongs to it, in the order of the reply; nil where it weighs more than the budget of a job.
-- Nothing large is read before its length is known.
local function contentOf(key)
    local weight = 0
    for _, field in ipairs({ 'data', 'returnvalue', 'stacktrace', 'failedReason', 'progress' }) do
        weight = weight + redis.call('HSTRLEN', key, field)
    end
    local lines = redis.call('LLEN', key .. ':logs')
    local relations = redis.call('SCARD', key .. ':dependencies') + redis.call('HLEN', key .. ':processed')
        + redis.call('HLEN', key .. ':failed') + redis.call('ZCARD', key .. ':unsuccessful')
    if weight + 8 * (lines + relations) > jobBudget then return nil end

    local content, logs = { redis.call('HGETALL', key) }, {}
    weight = weightOf(content[1])
    for first = 0, lines - 1, 100 do
        local piece = redis.call('LRANGE', key .. ':logs', first, first + 99)
        weight = weight + weightOf(piece)
        if weight > jobBudget then return nil end
        for _, line in ipairs(piece) do logs[#logs + 1] = line end
    end
    content[2] = logs
    content[3] = relations > 0 and redis.call('SMEMBERS', key .. ':dependencies') or {}
    content[4] = relations > 0 and redis.call('HGETALL', key .. ':processed') or {}
    content[5] = relations > 0 and redis.call('HGETALL', key .. ':failed') or {}
    content[6] = relations > 0 and redis.call('ZRANGE', key .. ':unsuccessful', 0, -1, 'WITHSCORES') or {}
    for index = 3, 6 do weight = weight + weightOf(content[index]) end
    if weight <= jobBudget then return content, weight end
end

-- The parent that waits for a job: its key, its queue, its id, its place and its score there. Empty where none does.
local function parentLink(key, knownParent)
    local fields = redis.call('HMGET', key, 'parentKey', 'parent')
    local parentKey = fields[1] or knownParent
    if not parentKey or redis.call('SISMEMBER', parentKey .. ':dependencies', key) == 0 then return {} end
    local parentQueue, parentId = parentOf(parentKey, fields[2])
    if not parentQueue then return {} end
    local place, score = placeOf(parentQueue, parentId)
    return { parentKey, parentQueue.base, parentId, place, score }
end

-- The deduplication id that a job owns: when that ends, in ms since 1970 or empty for never, and the next job that waits
-- for its end. Empty where it owns none.
local function ownedDeduplication(owner, key, id)
    local deduplicationId = redis.call('HGET', key, 'deid')
    local ownerKey = deduplicationId and owner.base .. ':de:' .. deduplicationId
    if not ownerKey or redis.call('GET', ownerKey) ~= id then return {}, {} end
    local left = redis.call('PTTL', ownerKey)
    local nextJob = redis.call('HGETALL', owner.base .. ':dn:' .. deduplicationId)
    return { deduplicationId, left >= 0 and string.format('%.0f', now + left) or '' }, nextJob
end

-- Adds what is needed to put a tree back to `kept`, the root first. The weight; nil where a part of it is too large.
local function keep(node, kept, knownParent)
    local content, weight = contentOf(node.key)
    if not content then return nil end
    local deduplication, nextJob = ownedDeduplication(node.owner, node.key, node.id)
    local place, score, ahead = placeOf(node.owner, node.id)
    local isRoot = #kept == 0
    kept[#kept + 1] = { isRoot and 'root' or 'child', node.owner.base, node.id, place, score, ahead, content[1],
        content[2], content[3], content[4], content[5], content[6],
        isRoot and parentLink(node.key, knownParent) or {}, deduplication, nextJob }
    weight = weight + weightOf(nextJob)
    for _, child in ipairs(node.children) do
        if redis.call('EXISTS', child.key) == 1 then
            local childWeight = weight <= replyBudget and keep(child, kept)
            if not childWeight then return nil end
            weight = weight + childWeight
        end
    end
    return weight <= replyBudget and weight or nil
end

-- Removes a tree, and adds to the nodes of a reply what was kept of it: all, or only where its root was.
local function removeKept(node, kept, weight, nodes, knownParent)
    if not weight or spent + weight > replyBudget then
        local place, score, ahead = placeOf(node.owner, node.id)
        kept, weight = { { 'lost', node.owner.base, node.id, place, score, ahead } }, 0
    end
    local count = removeTree(node, knownParent)
    if kept[1][1] == 'lost' then kept[1][7] = count end
    for _, entry in ipairs(kept) do nodes[#nodes + 1] = entry end
    spent = spent + weight
end
