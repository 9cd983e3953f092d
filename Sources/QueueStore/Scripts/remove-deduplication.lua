-- Frees the deduplication id that a job owns; the job stays (data model, 4.28).

return each(function(id, key)
    if redis.call('EXISTS', key) == 0 then return { 'vanished' } end
    local refusal = moved(id)
    if refusal then return refusal end
    local deduplicationId = redis.call('HGET', key, 'deid')
    local ownerKey = deduplicationId and base .. ':de:' .. deduplicationId
    if not ownerKey or redis.call('GET', ownerKey) ~= id then return { 'absent' } end
    redis.call('DEL', ownerKey)
    return { 'done' }
end)
