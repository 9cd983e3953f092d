-- Removes the deduplication key that a job owns; the job stays (data model, 4.28).
-- @include bullmq
-- @include deduplication

return each(function(id, key)
    if redis.call('EXISTS', key) == 0 then return { 'vanished' } end
    local refusal = moved(id)
    if refusal then return refusal end
    local ownerKey = deduplicationOf(queue, key, id)
    if not ownerKey then return { 'absent' } end
    redis.call('DEL', ownerKey)
    return { 'done' }
end)
