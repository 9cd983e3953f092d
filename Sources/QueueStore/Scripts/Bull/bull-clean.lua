-- Removes jobs that are older than a time. A locked job and the next run of a repeatable stay. The library compares
-- times as text and, with a limit, compares the scores of delayed jobs, which are not times.
-- @include bull-flow
-- @include bull-delayed
-- @include walk
-- @option cutoff: that time, in ms since 1970
-- @option name: the name of the jobs to remove, where only one is wanted

local cutoff, jobName = tonumber(option.cutoff), option.name

-- A job without any time counts as old.
local function isOld(key)
    local job = redis.call('HMGET', key, 'finishedOn', 'processedOn', 'timestamp', 'name')
    if jobName and job[4] ~= jobName then return false end
    local time = tonumber(job[1] or job[2] or job[3] or '')
    return time == nil or time < cutoff
end

if not isQueue() then return { 'absent' } end
local reply = walk(function(id, key)
    if redis.call('EXISTS', key .. ':lock') == 1 then return false, 'locked' end
    if not isOld(key) or nextRunOf(id, key) then return false end
    deleteJob(id, key)
    return true
end)
return reply
