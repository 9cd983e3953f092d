-- Functions that the operations on an existing job scheduler or legacy repeatable share.
-- @include bullmq
-- @option id: of the scheduler; for a repeatable it is the member of the sorted set
-- @option prefix: the beginning of the ids of its jobs, where it is a repeatable of 4 or older

local id = option.id
local nextRun = redis.call('ZSCORE', queue['repeat'], id)

-- Returns the id of its next run, if that job exists.
local function pendingJob()
    for _, prefix in ipairs({ 'repeat:' .. id .. ':', option.prefix }) do
        local jobId = prefix .. nextRun
        if redis.call('EXISTS', base .. ':' .. jobId) == 1 then return jobId end
    end
end
