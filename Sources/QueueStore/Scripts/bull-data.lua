-- Replaces the data of a job. Option 1: the new data; 2, if there is one: the data that it must still have.

local data, known = option(1), option(2)

return each(function(id, key)
    if redis.call('EXISTS', key) == 0 then return { 'vanished' } end
    if known and redis.call('HGET', key, 'data') ~= known then return { 'changed' } end
    redis.call('HSET', key, 'data', data)
    return { 'done' }
end)
