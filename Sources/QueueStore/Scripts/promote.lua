-- Lets a delayed job run now (data model, 4.7). A ghost would become a stub hash, so the hash is tested first.

return each(function(id, key)
    if redis.call('EXISTS', key) == 0 then return { 'vanished' } end
    if not redis.call('ZSCORE', queue.delayed, id) then return { 'moved', stateOf(queue, id) } end

    redis.call('ZREM', queue.delayed, id)
    local list = targetList(queue)
    if string.sub(redis.call('LINDEX', list, 0) or '', 1, 2) == '0:' then redis.call('LPOP', list) end
    local priority = tonumber(redis.call('HGET', key, 'priority') or '') or 0
    if priority > 0 then
        addPrioritized(queue, id, priority)
    else
        redis.call('LPUSH', list, id)
        wakeWorker(queue)
    end
    event(queue, 'waiting', 'jobId', id, 'prev', 'delayed')
    redis.call('HSET', key, 'delay', '0')
    return { 'done' }
end)
