-- Removes jobs from whole queues: without events, and with a parent in the same queue that has no other children left
-- (data model, 4.11).
-- @include flow

local removeForGood
-- The ids of parents that were removed with the last of their children.
local along = {}

-- Removes the job from its parent's pending children. A parent that waited for its last child is removed as well, or
-- may run where it is in another queue.
local function leaveParentForGood(key, parentKey, parentText)
    if not parentKey or redis.call('EXISTS', parentKey) == 0 then return end
    local pending = parentKey .. ':dependencies'
    if redis.call('SISMEMBER', pending, key) == 0 then return end
    local parentQueue, parentId
    if redis.call('SCARD', pending) == 1 then parentQueue, parentId = parentOf(parentKey, parentText) end
    redis.call('SREM', pending, key)
    if not parentQueue or redis.call('ZREM', parentQueue['waiting-children'], parentId) == 0 then return end
    if parentQueue.base == base then
        along[#along + 1] = parentId
        return removeForGood(parentId, parentKey)
    end
    redis.call('RPUSH', targetList(parentQueue), parentId)
    wakeWorker(parentQueue)
end

-- Deletes a job that is in no list any more, or will soon not be.
function removeForGood(id, key)
    local job = redis.call('HMGET', key, 'parentKey', 'parent', 'deid')
    leaveParentForGood(key, job[1], job[2])
    if job[3] then leaveDeduplication(queue, key, id) end
    deleteJob(key)
    if not settings(queue).newest.hasPrioritized then redis.call('ZREM', queue.priority, id) end
end

-- Returns whether the job is the next run of a scheduler or a legacy repeatable, which would stop without it. The id
-- contains the scheduler; where that is a hash value, the field `rjk` does.
local function isNextRun(id, key)
    local named, time = string.match(id, '^repeat:(.*):(%d+)$')
    if not named then return false end
    for _, scheduler in ipairs({ named, redis.call('HGET', key, 'rjk') or nil }) do
        if redis.call('ZSCORE', queue['repeat'], scheduler) == time then return true end
    end
    return false
end
