-- Changes when a delayed job runs. Options: 1 when, in ms since 1970; 2 how long after now that is. Bull has no such
-- operation. What is left here is what an add with that delay would have left, and the message makes workers look
-- again.

local runAt, delay = tonumber(option(1)), option(2)

testWriting()

return each(function(id, key)
    if redis.call('EXISTS', key) == 0 then return { 'vanished' } end
    if isSeenElsewhere('delayed') or not redis.call('ZSCORE', queue.delayed, id) then
        return { 'moved', stateOf(id) }
    end
    local number = string.match(id, '^%d+$') and tonumber(id) or 0
    publish(queue, 'delayed', whole(runAt))
    redis.call('ZADD', queue.delayed, runAt * 4096 + number % 4096, id)
    redis.call('HSET', key, 'delay', delay)
    return { 'done' }
end)
