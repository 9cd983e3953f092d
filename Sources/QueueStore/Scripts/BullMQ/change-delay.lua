-- Changes when a delayed job runs (data model, 4.16).
-- @include enqueue
-- @option delay: from now on, in ms, not below 0

local delay = tonumber(option.delay)
local runAt = now + delay
settings(queue)

return each(function(id, key)
    if redis.call('EXISTS', key) == 0 then return { 'vanished' } end
    if isSeenElsewhere('delayed') or not redis.call('ZSCORE', queue.delayed, id) then
        return { 'moved', stateOf(queue, id) }
    end
    local score = delayedScore(queue, runAt, string.match(id, '^%d+$') and tonumber(id) or 0)
    redis.call('ZADD', queue.delayed, score, id)
    redis.call('HSET', key, 'delay', delay)
    -- The libraries before 5 publish the time with the turn, as in the score, and wake no worker.
    trimmedEvent(queue, 'delayed', 'jobId', id, 'delay', queue.newest.hasMarker and runAt or score / 4096)
    if queue.newest.hasMarker then wakeForDelayed(queue) end
    return { 'done' }
end)
