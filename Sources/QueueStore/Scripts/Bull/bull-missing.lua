-- Removes the id of a missing job from every place.
-- @include bull-flow

return each(function(id, key)
    if redis.call('EXISTS', key) == 1 then return { 'exists' } end
    local place = leaveState(id, true)
    local isHelped = redis.call('ZREM', queue.priority, id) > 0
    if not place and not isHelped then return { 'vanished' } end
    redis.call('SREM', queue.stalled, id)
    return { 'done' }
end)
