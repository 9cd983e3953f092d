-- Adds a line to a job's log, and keeps the number of lines that its options set (data model, 4.20).
-- @include bullmq
-- @option line: the line

return each(function(id, key)
    if redis.call('EXISTS', key) == 0 then return { 'vanished' } end
    local refusal = moved(id)
    if refusal then return refusal end
    local most = tonumber(object(redis.call('HGET', key, 'opts')).kl) or 0
    redis.call('RPUSH', key .. ':logs', option.line)
    if most >= 1 then redis.call('LTRIM', key .. ':logs', -math.floor(most), -1) end
    return { 'done' }
end)
