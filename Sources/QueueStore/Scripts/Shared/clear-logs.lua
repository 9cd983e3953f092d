-- Removes the lines of a job's log, except the newest (data model, 4.21).
-- @include library
-- @option kept: the number of lines that stay

local kept = tonumber(option.kept)

return each(function(id, key)
    if redis.call('EXISTS', key, key .. ':logs') == 0 then return { 'vanished' } end
    local refusal = moved(id)
    if refusal then return refusal end
    if kept > 0 then
        redis.call('LTRIM', key .. ':logs', -kept, -1)
    else
        redis.call('DEL', key .. ':logs')
    end
    return { 'done' }
end)
