-- Removes jobs that are older than a time. Options: 1 the list or sorted set, 2 that time, in ms since 1970, 3 how
-- many ids stay, from earlier calls, 4 how many are looked at, 5 how many may be removed, 6, if there is one, the name
-- of the jobs. A locked job and the next run of a repeatable stay. The library compares times as text, and with a
-- limit it compares the scores of delayed jobs, which are no times.

local name, cutoff, kept = option(1), tonumber(option(2)), tonumber(option(3))
local count, most, jobName = tonumber(option(4)), tonumber(option(5)), option(6)

-- A job without any time counts as old.
local function isOld(key)
    local job = redis.call('HMGET', key, 'finishedOn', 'processedOn', 'timestamp', 'name')
    if jobName and job[4] ~= jobName then return false end
    local time = tonumber(job[1] or job[2] or job[3] or '')
    return time == nil or time < cutoff
end

testWriting()
if not isQueue() then return { 'absent' } end
local ids = window(name, kept, count)
local done, locked, stays = 0, 0, kept
for _, id in ipairs(ids) do
    if done == most then return batchReply(done, 0, locked, stays) end
    local key = base .. ':' .. id
    local isLocked = redis.call('EXISTS', key .. ':lock') == 1
    if not isLocked and isOld(key) and not nextRunOf(id, key) then
        take(name, id)
        deleteJob(id, key)
        done = done + 1
    else
        stays = stays + 1
        if isLocked then locked = locked + 1 end
    end
end
return batchReply(done, 0, locked, #ids == count and stays or nil)
