-- Functions that pausing and resuming a queue of Bull share.
-- @include bull

-- The number of ids that one script moves between lists: more than 7,999 values do not fit into one call (data model,
-- trap 11).
local chunk = 7000

-- Moves the ids of `source` to the head of `target`, whose ids run before them; those that run first are moved first.
-- The library renames the list, and so loses the ids of the other one. Returns the number of ids that are left in
-- `source`.
local function moveBehind(source, target)
    if redis.call('EXISTS', target) == 0 then
        if redis.call('EXISTS', source) == 1 then redis.call('RENAME', source, target) end
        return 0
    end
    local ids = redis.call('LRANGE', source, -chunk, -1)
    local reversed = {}
    for index = #ids, 1, -1 do reversed[#reversed + 1] = ids[index] end
    if #ids > 0 then
        redis.call('LPUSH', target, unpack(reversed))
        redis.call('LTRIM', source, 0, -chunk - 1)
    end
    return redis.call('LLEN', source)
end

-- Moves the ids of `source` to the tail of `target`, so that they run before its ids. Returns the number of ids that
-- are left in `source`.
local function moveAhead(source, target)
    if redis.call('EXISTS', target) == 0 then return moveBehind(source, target) end
    local ids = redis.call('LRANGE', source, 0, chunk - 1)
    if #ids > 0 then
        redis.call('RPUSH', target, unpack(ids))
        redis.call('LTRIM', source, chunk, -1)
    end
    return redis.call('LLEN', source)
end

-- Pauses the queue. Returns the number of ids that are left in `wait`.
local function pause()
    publish(queue, 'paused', 'paused')
    redis.call('SET', queue['meta-paused'], '1')
    redis.call('HSET', queue.meta, 'paused', '1')
    return moveBehind(queue.wait, queue.paused)
end
