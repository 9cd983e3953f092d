-- Changes when a delayed job runs (data model, 4.16). Swift puts this file after `enqueue.lua`.
-- Options: 1 the delay from now on, ms, not below 0.

local delay = tonumber(option(1))
local runAt = now + delay
settings(queue)
redis.call('XLEN', queue.events)

return each(function(id, key)
    if redis.call('EXISTS', key) == 0 then return { 'vanished' } end
    if isSeenElsewhere('delayed') or not redis.call('ZSCORE', queue.delayed, id) then
        return { 'moved', stateOf(queue, id) }
    end
    local score = delayedScore(queue, runAt, string.match(id, '^%d+$') and tonumber(id) or 0)
    redis.call('ZADD', queue.delayed, score, id)
    redis.call('HSET', key, 'delay', delay)
    -- The libraries before 5 tell the score's time, turn included, and wake nobody.
    trimmedEvent(queue, 'delayed', 'jobId', id, 'delay', queue.newest < 5 and score / 4096 or runAt)
    if queue.newest >= 5 then wakeForDelayed(queue) end
    return { 'done' }
end)
