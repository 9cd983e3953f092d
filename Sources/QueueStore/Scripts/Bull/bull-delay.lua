-- Changes when a delayed job runs. Bull has no such operation. The result is that of an add with this delay, and the
-- message wakes the workers.
-- @include bull-delayed
-- @option delay: from now on, in ms, not below 0

local delay = tonumber(option.delay)
local runAt = now + delay

testWriting()

return each(function(id, key)
    local reason = reasonAgainstDelayed(id, key)
    if reason then return reason end
    local number = string.match(id, '^%d+$') and tonumber(id) or 0
    publish(queue, 'delayed', whole(runAt))
    redis.call('ZADD', queue.delayed, runAt * 4096 + number % 4096, id)
    redis.call('HSET', key, 'delay', whole(delay))
    return { 'done' }
end)
