-- Functions that the operations of Bull on delayed jobs share.
-- @include bull

-- Returns the reason why a job is not delayed; nil where it is.
local function reasonAgainstDelayed(id, key)
    if redis.call('EXISTS', key) == 0 then return { 'vanished' } end
    if isSeenElsewhere('delayed') or not redis.call('ZSCORE', queue.delayed, id) then
        return { 'moved', stateOf(queue, id) }
    end
    return nil
end

-- Moves a delayed job to the waiting ones.
local function promote(id, key)
    local priority = tonumber(redis.call('HGET', key, 'priority') or '') or 0
    publishWaiting(queue, id)
    redis.call('ZREM', queue.delayed, id)
    if priority > 0 then
        insertByPriority(queue, targetList(queue), id, priority)
    else
        redis.call('LPUSH', targetList(queue), id)
    end
    redis.call('HSET', key, 'delay', '0')
end

-- Returns whether a job is a run of this repeatable. Its options contain the repeatable's key or, in older data, its
-- parts.
local function runs(member, key)
    local job = redis.call('HMGET', key, 'name', 'opts')
    local rule = object(job[2])['repeat']
    if type(rule) ~= 'table' then return false end
    if type(rule.key) == 'string' then return rule.key == member end
    local name, rhythm = (job[1] or '') .. ':', ':' .. tostring(rule.cron or rule.every)
    return string.sub(member, 1, #name) == name and string.sub(member, -#rhythm) == rhythm
end

-- Returns the id of the next run of a repeatable; nil where that run is not delayed. The id contains an MD5, which Lua
-- cannot compute, so the run is found by its time.
local function nextRun(member)
    local time = redis.call('ZSCORE', queue['repeat'], member)
    if not time then return nil end
    local first = tonumber(time) * 4096
    for _, id in ipairs(redis.call('ZRANGEBYSCORE', queue.delayed, first, first + 4095)) do
        local isRun = string.sub(id, 1, 7) == 'repeat:' and string.sub(id, -#time - 1) == ':' .. time
        if isRun and runs(member, base .. ':' .. id) then return id end
    end
    return nil
end

-- Returns the repeatable whose next run a job is, and which would stop without it; nil for other jobs.
local function nextRunOf(id, key)
    local time = string.match(id, '^repeat:.*:(%d+)$')
    if not time then return nil end
    for _, member in ipairs(redis.call('ZRANGEBYSCORE', queue['repeat'], time, time)) do
        if runs(member, key) then return member end
    end
    return nil
end
