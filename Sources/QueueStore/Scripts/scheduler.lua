-- What the operations on an existing job scheduler, or a legacy repeatable, share. Swift puts this file after
-- `queue.lua` or `flow.lua`.
--
-- Own arguments: 1 the id, which for a repeatable is the member of the sorted set, 2 what the ids of its jobs begin with
-- if it is a repeatable of 4 or older, or nothing.

local id, legacyPrefix = option(1), option(2)
local nextRun = redis.call('ZSCORE', queue['repeat'], id)

-- The id of its next run, if that job exists.
local function pendingJob()
    for _, prefix in ipairs({ 'repeat:' .. id .. ':', legacyPrefix }) do
        local jobId = prefix .. nextRun
        if prefix ~= '' and redis.call('EXISTS', base .. ':' .. jobId) == 1 then return jobId end
    end
end
