-- Finds jobs of other products in a queue: jobs in groups of BullMQ Pro, which are in none of the known places.
-- Operations that remove whatever they do not find in these places must not run on such a queue.
-- @include bullmq

local groups = base .. ':groups'

-- Returns the refusal where jobs may be in such a place; nil where none are.
local function foreign()
    local version = redis.call('HGET', queue.meta, 'version')
    local isOfficial = not version or string.sub(version, 1, 7) == 'bullmq:'
    local kind = redis.call('TYPE', groups).ok
    if kind == 'none' then
        return not isOfficial and { 'foreign', 'jobs of the library ' .. version } or nil
    end
    if kind ~= 'zset' then return { 'foreign', 'jobs in groups (BullMQ Pro)' } end
    local count, jobs = redis.call('ZCARD', groups), 0
    for _, group in ipairs(redis.call('ZRANGE', groups, 0, 999)) do
        local key = groups .. ':' .. group
        local found = redis.call('TYPE', key).ok
        if found == 'list' then jobs = jobs + redis.call('LLEN', key) end
        if found == 'zset' then jobs = jobs + redis.call('ZCARD', key) end
    end
    local function number(of, one) return whole(of) .. ' ' .. one .. (of == 1 and '' or 's') end
    return { 'foreign', number(jobs, 'job') .. ' in ' .. number(count, 'group') .. ' (BullMQ Pro)' }
end

-- Returns the refusal of a job that is in such a place, or is expected there.
local function foreignJob(id, key)
    if redis.call('HEXISTS', key, 'gid') == 0 then return nil end
    local state = stateOf(queue, id)
    if state == 'completed' or state == 'failed' then return nil end
    return { 'foreign', 'jobs in groups (BullMQ Pro)' }
end
