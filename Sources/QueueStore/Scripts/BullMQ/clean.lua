-- Removes jobs of a state that are old enough (data model, 4.11). Locked active jobs stay. Times are compared as
-- numbers; the library compares their text.
-- @include hard
-- @include walk
-- @include foreign
-- @option cutoff: the time up to which a job is old, in ms since 1970
-- @option name: the name of the jobs to remove, where only one is wanted

local cutoff, name = tonumber(option.cutoff), option.name
local isActive, isFinished = place == 'active', place == 'completed' or place == 'failed'
local fields = { 'name', 'timestamp' }
if place ~= 'prioritized' then fields = { 'name', 'processedOn', 'timestamp' } end
if isInList then fields = { 'name', 'finishedOn', 'processedOn', 'timestamp' } end

-- Returns whether a job is cleaned. The score of a finished job is its time. A job without any time counts as old.
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

local held = (place == 'wait' or place == 'paused' or place == 'prioritized') and foreign()
if held then return held end
local reply = walk(function(id, key)
    if isActive and redis.call('EXISTS', key .. ':lock') == 1 then return false, 'locked' end
    if not matches(key) or (not isFinished and isNextRun(id, key)) then return false end
    removeForGood(id, key)
    return true
end, along)
return reply
