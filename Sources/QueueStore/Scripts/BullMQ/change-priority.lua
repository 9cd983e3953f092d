-- Changes a job's priority (data model, 4.17). A waiting job goes behind the others of its new priority, or in front of
-- them; a job in another state keeps the new priority for later.
-- @include bullmq
-- @option priority: 0 for none
-- @option front: given where it goes in front of the others of its priority

local priority, isInFront = tonumber(option.priority), option.front ~= nil
local list = targetList(queue)

-- Removes a waiting job from its place. BullMQ 3 has no sorted set of prioritized jobs, only the order of its list.
local function leaveWaiting(id)
    if queue.newest.hasPrioritized and redis.call('ZREM', queue.prioritized, id) == 1 then return true end
    if redis.call('LREM', list, -1, id) == 0 then return false end
    if not queue.newest.hasPrioritized then redis.call('ZREM', queue.priority, id) end
    return true
end

local function insertInFront(id)
    local ahead = redis.call('ZCOUNT', queue.priority, 0, '(' .. priority)
    redis.call('ZADD', queue.priority, priority, id)
    local pivot = ahead > 0 and redis.call('LINDEX', list, -ahead)
    if pivot then redis.call('LINSERT', list, 'BEFORE', pivot, id) else redis.call('RPUSH', list, id) end
end

return each(function(id, key)
    if redis.call('EXISTS', key) == 0 then return { 'vanished' } end
    local refusal = moved(id)
    if refusal then return refusal end
    redis.call('HSET', key, 'priority', priority)
    if not leaveWaiting(id) then return { 'done' } end
    if priority == 0 then
        redis.call(isInFront and 'RPUSH' or 'LPUSH', list, id)
        wakeWorker(queue)
    elseif not isInFront then
        addPrioritized(queue, id, priority)
    elseif not queue.newest.hasPrioritized then
        insertInFront(id)
    else
        addInFront(queue, id, priority)
    end
    return { 'done' }
end)
