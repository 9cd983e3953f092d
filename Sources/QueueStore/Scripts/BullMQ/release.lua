-- Puts an active job without a lock back into its queue, to run next (data model, 4.24).
-- @include bullmq

return each(function(id, key)
    local job = redis.call('HMGET', key, 'timestamp', 'priority')
    if not job[1] and redis.call('EXISTS', key) == 0 then return { 'vanished' } end
    if redis.call('EXISTS', key .. ':lock') == 1 then return { 'locked' } end
    if isSeenElsewhere('active') or redis.call('LREM', queue.active, -1, id) == 0 then
        return { 'moved', stateOf(queue, id) }
    end

    redis.call('SREM', queue.stalled, id)
    -- One job fewer is active, so the queue may be below its limit again.
    queue.isRead = false
    local priority = tonumber(job[2] or '') or 0
    if settings(queue).newest.hasPrioritized and priority > 0 then
        addInFront(queue, id, priority)
    else
        redis.call('RPUSH', targetList(queue), id)
    end
    wakeWorker(queue)
    trimmedEvent(queue, 'waiting', 'jobId', id, 'prev', 'active')
    return { 'done' }
end)
