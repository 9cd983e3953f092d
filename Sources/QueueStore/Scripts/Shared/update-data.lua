-- Replaces a job's data (data model, 4.18).
-- @include library
-- @option data: the new data
-- @option former: the data that the job must have, where that is checked

local data, former = option.data, option.former

return each(function(id, key)
    if redis.call('EXISTS', key) == 0 then return { 'vanished' } end
    local refusal = moved(id)
    if refusal then return refusal end
    if former and redis.call('HGET', key, 'data') ~= former then return { 'changed' } end
    redis.call('HSET', key, 'data', data)
    return { 'done' }
end)
