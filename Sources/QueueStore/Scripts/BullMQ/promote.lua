-- Lets a delayed job run now (data model, 4.7). The hash is tested first, since a missing job would become a hash with
-- a single field.
-- @include waiting

return each(function(id, key)
    local job = redis.call('HMGET', key, 'timestamp', 'priority')
    if not job[1] and redis.call('EXISTS', key) == 0 then return { 'vanished' } end
    if isSeenElsewhere('delayed') or redis.call('ZREM', queue.delayed, id) == 0 then
        return { 'moved', stateOf(queue, id) }
    end
    runNow(id, key, job[2])
    return { 'done' }
end)
