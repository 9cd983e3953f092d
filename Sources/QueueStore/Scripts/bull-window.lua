-- What the operations of Bull that go through a list or a sorted set in batches share. Swift puts this file after
-- `bull.lua`, and after `bull-flow.lua` where jobs are removed.

local isList = { wait = true, paused = true, active = true }

-- At most `count` ids after `offset` others, in the order in which they would run or have finished.
local function window(name, offset, count)
    local key = queue[name]
    if not isList[name] then return redis.call('ZRANGE', key, offset, offset + count - 1) end
    local ids, reversed = redis.call('LRANGE', key, -offset - count, -offset - 1), {}
    for index = #ids, 1, -1 do reversed[#reversed + 1] = ids[index] end
    return reversed
end

-- Takes an id out of where `window` found it. In a list it is near the tail.
local function take(name, id)
    if isList[name] then redis.call('LREM', queue[name], -1, id) else redis.call('ZREM', queue[name], id) end
end
