-- Removes jobs of a state that are old enough (data model, 4.11). Options: those of `walk.lua`; 7 the time up to which a job
-- is old, in ms since 1970; 8, if there is one, the name of the jobs. Active jobs that a worker holds stay. Times are
-- compared as numbers; the library compares their text.

local cutoff, name = tonumber(option(7)), option(8)
local isActive, isFinished = place == 'active', place == 'completed' or place == 'failed'
local fields = { 'name', 'timestamp' }
if place ~= 'prioritized' then fields = { 'name', 'processedOn', 'timestamp' } end
if isList then fields = { 'name', 'finishedOn', 'processedOn', 'timestamp' } end

-- The score of finished jobs is their time. A job without any time counts as old.
local function matches(key)
    if isFinished and not name then return true end
    local job = redis.call('HMGET', key, unpack(fields))
    if name and job[1] ~= name then return false end
    if isFinished then return true end
    for index = 2, #fields do
        if job[index] then return (tonumber(job[index]) or 0) <= cutoff end
    end
    return true
end

local reply = walk(function(id, key)
    if isActive and redis.call('EXISTS', key .. ':lock') == 1 then return false, 'locked' end
    if not matches(key) or (not isFinished and isNextRun(id, key)) then return false end
    removeForGood(id, key)
    return true
end)
return reply
