-- Functions that the operations of Bull that remove jobs share.
-- @include bull
-- @include deduplication

-- Removes an id from its place, and returns the library's name of that place. The id of a missing job may be in several
-- places.
local function leaveState(id, isMissing)
    local place
    for _, name in ipairs({ 'completed', 'failed', 'delayed' }) do
        if (not place or isMissing) and redis.call('ZREM', queue[name], id) > 0 then place = place or name end
    end
    for _, name in ipairs({ 'active', 'wait', 'paused' }) do
        if (not place or isMissing) and redis.call('LREM', queue[name], 0, id) > 0 then place = place or name end
    end
    return place
end

local hasLimited = redis.call('EXISTS', queue['limiter:index']) == 1

-- Deletes the keys of a job, except its id in a list: the hash, the log, its priority, its place among the jobs that a
-- limiter of groups holds back, and its deduplication key.
local function deleteJob(id, key)
    leaveDeduplication(queue, key, id)
    redis.call('DEL', key, key .. ':logs')
    redis.call('ZREM', queue.priority, id)
    if hasLimited then
        local limited = redis.call('HGET', queue['limiter:index'], id)
        if limited then
            redis.call('SREM', limited, id)
            redis.call('HDEL', queue['limiter:index'], id)
        end
    end
end
