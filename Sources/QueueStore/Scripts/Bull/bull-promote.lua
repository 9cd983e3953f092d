-- Lets a delayed job run now. A missing job would become a stub hash, so the hash is tested first.
-- @include bull-delayed

testWriting()

return each(function(id, key)
    if redis.call('EXISTS', key) == 0 then return { 'vanished' } end
    if isSeenElsewhere('delayed') or not redis.call('ZSCORE', queue.delayed, id) then
        return { 'moved', stateOf(queue, id) }
    end
    promote(id, key)
    return { 'done' }
end)
