-- Puts an active job without a lock back into its queue. A worker takes an id first and sets the lock after that, so
-- for a moment a job in its hands has no lock. Only a job that was started earlier, or that a worker's own check has
-- seen among the active ones, is released.
-- @include bull

testWriting()

return each(function(id, key)
    if redis.call('EXISTS', key) == 0 then return { 'vanished' } end
    if isSeenElsewhere('active') or not holds(queue.active, id) then
        return { 'moved', stateOf(queue, id) }
    end
    if redis.call('EXISTS', key .. ':lock') == 1 then return { 'locked' } end
    local isLeft = redis.call('SISMEMBER', queue.stalled, id) == 1 or redis.call('HEXISTS', key, 'processedOn') == 1
    if not isLeft then return { 'locked' } end

    publishWaiting(queue, id)
    redis.call('LREM', queue.active, 0, id)
    redis.call('SREM', queue.stalled, id)
    redis.call('RPUSH', targetList(queue), id)
    return { 'done' }
end)
