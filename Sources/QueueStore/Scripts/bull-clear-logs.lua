-- Removes the log lines of a job, but for the newest. Option 1: how many stay.

local kept = tonumber(option(1))

return each(function(id, key)
    if redis.call('EXISTS', key) == 0 then return { 'vanished' } end
    if kept > 0 then redis.call('LTRIM', key .. ':logs', -kept, -1) else redis.call('DEL', key .. ':logs') end
    return { 'done' }
end)
