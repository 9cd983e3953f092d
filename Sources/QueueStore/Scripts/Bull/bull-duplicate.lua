-- Adds a copy of a job under a new id.
-- @include bull-new

testWriting()

return each(function(id, key)
    if redis.call('EXISTS', key) == 0 then return { 'vanished' } end
    return addCopy(queue, key)
end)
