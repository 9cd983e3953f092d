-- Removes jobs that are in no list and no sorted set (data model, 4.31). Swift puts this file after `flow.lua`. What does not
-- look like a job stays, and what may belong to another queue whose name begins like this one's.

-- Whether the key is one of another queue: ids may contain colons, and so may names (data model, trap 3).
local function isForeign(id)
    for position = 2, #id - 1 do
        if string.sub(id, position, position) == ':' then
            local candidate = queueOf(base .. ':' .. string.sub(id, 1, position - 1))
            if redis.call('EXISTS', candidate.meta) == 1 or isQueue(candidate) then return true end
        end
    end
    return false
end

local function isDefinition(id)
    local scheduler = string.match(id, '^repeat:(.*)$')
    return scheduler and redis.call('ZSCORE', queue['repeat'], scheduler) ~= false
end

return each(function(id, key)
    local job = redis.call('HMGET', key, 'timestamp', 'opts')
    if not job[1] or not job[2] or id == 'meta' then return { 'kept' } end
    if stateOf(queue, id) ~= '' or isDefinition(id) or isForeign(id) then return { 'kept' } end
    if redis.call('EXISTS', key .. ':lock') == 1 then return { 'locked' } end
    leaveParent(key)
    leaveDeduplication(queue, key, id)
    deleteJob(key)
    return { 'done' }
end)
