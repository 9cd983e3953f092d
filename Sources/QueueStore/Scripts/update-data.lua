-- Replaces a job's data (data model, 4.18).
-- Options: 1 the data, 2 what it has to be until now, where that is given.

local data, former = option(1), firstJob - firstOption > 1 and option(2)

return each(function(id, key)
    if redis.call('EXISTS', key) == 0 then return { 'vanished' } end
    local refusal = moved(id)
    if refusal then return refusal end
    if former and redis.call('HGET', key, 'data') ~= former then return { 'changed' } end
    redis.call('HSET', key, 'data', data)
    return { 'done' }
end)
