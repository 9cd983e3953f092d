-- Changes the priority of a job. Bull has no such operation. A waiting job is moved to where an add with that priority
-- would put it; any other job goes there when it waits again.
-- @include bull
-- @option priority: 0 for none
-- @option front: given where it goes in front of the others of its priority

local priority, isInFront = tonumber(option.priority), option.front ~= nil

-- Inserts the id into the list from which it was taken.
local function insert(list, id)
    if priority == 0 then return redis.call(isInFront and 'RPUSH' or 'LPUSH', list, id) end
    local ahead = redis.call('ZCOUNT', queue.priority, 0, isInFront and '(' .. whole(priority) or priority)
    redis.call('ZADD', queue.priority, priority, id)
    local pivot = ahead > 0 and redis.call('LINDEX', list, -ahead)
    if pivot then return redis.call('LINSERT', list, 'BEFORE', pivot, id) end
    return redis.call(ahead > 0 and 'LPUSH' or 'RPUSH', list, id)
end

return each(function(id, key)
    if redis.call('EXISTS', key) == 0 then return { 'vanished' } end
    local refusal = moved(id)
    if refusal then return refusal end
    for _, list in ipairs({ queue.wait, queue.paused }) do
        if redis.call('LREM', list, -1, id) > 0 then
            redis.call('ZREM', queue.priority, id)
            insert(list, id)
            break
        end
    end
    redis.call('HSET', key, 'priority', whole(priority))
    return { 'done' }
end)
