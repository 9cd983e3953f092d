-- Changes the priority of a job. Options: 1 the priority, 2 `front` to put it in front of those of the same priority.
-- Bull has no such operation. A waiting job is put where an add with that priority would have put it; any other goes
-- there when it waits again.

local priority, isInFront = tonumber(option(1)), option(2) == 'front'

-- Puts the id back into the list from which it was taken.
local function insert(list, id)
    if priority == 0 then return redis.call(isInFront and 'RPUSH' or 'LPUSH', list, id) end
    local ahead = redis.call('ZCOUNT', queue.priority, 0, isInFront and '(' .. whole(priority) or priority)
    redis.call('ZADD', queue.priority, priority, id)
    local pivot = ahead > 0 and redis.call('LINDEX', list, -ahead)
    if pivot then return redis.call('LINSERT', list, 'BEFORE', pivot, id) end
    return redis.call(ahead > 0 and 'LPUSH' or 'RPUSH', list, id)
end

return each(function(id, key)
    local missing = absence(id, key)
    if missing then return missing end
    if redis.call('EXISTS', key) == 0 then return { 'vanished' } end
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
