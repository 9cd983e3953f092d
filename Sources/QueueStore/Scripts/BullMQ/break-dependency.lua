-- Lets the parent of a flow go on without this child. The child stays, without a parent (data model, 4.10).
-- @include flow

return each(function(id, key)
    if redis.call('EXISTS', key) == 0 then return { 'vanished' } end
    local refusal = moved(id)
    if refusal then return refusal end
    local parentKey = redis.call('HGET', key, 'parentKey')
    if not parentKey then return { 'noParent' } end
    if redis.call('EXISTS', parentKey) == 0 then return { 'parentVanished' } end
    if not leaveParent(key) then return { 'noParent' } end
    redis.call('HDEL', key, 'parentKey', 'parent')
    return { 'done' }
end)
