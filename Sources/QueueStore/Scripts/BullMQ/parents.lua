-- Says of each job which parent in the same queue waits for it, and for how many children that waits: `none` where none does.
-- What a rehearsal asks, since the last of the children takes its parent along (data model, 4.11).
-- @include flow

return each(function(id, key)
    local fields = redis.call('HMGET', key, 'parentKey', 'parent')
    local parentKey = fields[1]
    if not parentKey or redis.call('EXISTS', parentKey) == 0 then return { 'none' } end
    local pending = parentKey .. ':dependencies'
    if redis.call('SISMEMBER', pending, key) == 0 then return { 'none' } end
    local parentQueue, parentId = parentOf(parentKey, fields[2])
    if not parentQueue or parentQueue.base ~= base then return { 'none' } end
    if not redis.call('ZSCORE', queue['waiting-children'], parentId) then return { 'none' } end
    return { 'parent', parentId, redis.call('SCARD', pending) }
end)
