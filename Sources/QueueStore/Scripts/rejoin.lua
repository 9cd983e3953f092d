-- What the operations that retry jobs share. Swift puts this file after `queue.lua`.

-- Lets the parent of a flow wait for the job again; the parent itself stays where it is.
local function rejoinParent(parentKey, key, state)
    local hasLeft
    if state == 'failed' then
        hasLeft = redis.call('ZREM', parentKey .. ':unsuccessful', key) == 1
            or redis.call('HDEL', parentKey .. ':failed', key) == 1
    else
        hasLeft = redis.call('HDEL', parentKey .. ':processed', key) == 1
    end
    if hasLeft then redis.call('SADD', parentKey .. ':dependencies', key) end
end
