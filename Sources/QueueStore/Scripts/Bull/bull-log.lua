-- Adds a line to the log of a job.
-- @include bull
-- @option line: the line

return each(function(id, key)
    if redis.call('EXISTS', key) == 0 then return { 'vanished' } end
    local kept = tonumber(object(redis.call('HGET', key, 'opts')).keepLogs)
    redis.call('RPUSH', key .. ':logs', option.line)
    if kept and kept > 0 then redis.call('LTRIM', key .. ':logs', -kept, -1) end
    return { 'done' }
end)
