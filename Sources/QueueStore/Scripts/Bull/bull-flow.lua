-- What the operations of Bull that take jobs away share.
-- @include bull
-- @include deduplication

-- Takes an id from where it is, and returns the library's name of that place. The id of a missing job may be in several.
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

-- Deletes what belongs to a job, besides its id in a list: the hash, the log, its priority, its place among those that
-- a limiter of groups holds back, and the id that it keeps others of its kind out by.
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
