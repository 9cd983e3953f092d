-- Returns for each job the parent in the same queue that waits for it, and the number of children that the parent waits
-- for; `none` without such a parent. A rehearsal needs it, since the last child is removed together with its parent
-- (data model, 4.11).
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
