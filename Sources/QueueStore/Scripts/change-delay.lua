-- Changes when a delayed job runs (data model, 4.16). Swift puts this file after `enqueue.lua`.
-- Options: 1 the delay from now on, ms, not below 0.

local delay = tonumber(option(1))
local runAt = now + delay
settings(queue)
redis.call('XLEN', queue.events)

return each(function(id, key)
    if redis.call('EXISTS', key) == 0 then return { 'vanished' } end
    if not redis.call('ZSCORE', queue.delayed, id) then return { 'moved', stateOf(queue, id) } end
    local score = delayedScore(queue, runAt, string.match(id, '^%d+$') and tonumber(id) or 0)
    redis.call('ZADD', queue.delayed, score, id)
    redis.call('HSET', key, 'delay', delay)
    trimmedEvent(queue, 'delayed', 'jobId', id, 'delay', runAt)
    -- The libraries before 5 tell nobody.
    if queue.newest >= 5 then wakeForDelayed(queue) end
    return { 'done' }
end)
