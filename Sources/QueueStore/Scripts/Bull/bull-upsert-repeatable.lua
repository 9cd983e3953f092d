-- Adds a repeatable with its next run, or replaces a former one and its next run (data model, section 5).
-- @include bull-flow
-- @include bull-delayed
-- @include bull-new
-- @option name: of its jobs
-- @option data: of its jobs
-- @option opts: of the next one, as they are stored
-- @option jobId: of the next one
-- @option runAt: when that runs, in ms since 1970
-- @option priority: of that
-- @option member: the repeatable's key, a member of `repeat`
-- @option beginning: the beginning of the keys that it replaces, besides its own

local id, runAt, member, beginning = option.jobId, tonumber(option.runAt), option.member, option.beginning

-- Returns whether a key differs at most in end date, time zone and rhythm, none of which contains a colon.
local function isFormer(key)
    if key == member then return true end
    if not beginning or string.sub(key, 1, #beginning) ~= beginning then return false end
    local rest = string.sub(key, #beginning + 1)
    return string.find(rest, '^%d*:%d+$') or string.find(rest, '^%d*:[^:]*:[^:]*[^:%d][^:]*$')
end

local former, isReplaced = {}, {}
for _, key in ipairs(redis.call('ZRANGE', queue['repeat'], 0, -1)) do
    if isFormer(key) then
        former[#former + 1] = key
        local run = nextRun(key)
        if run then isReplaced[run] = true end
    end
end
if redis.call('EXISTS', base .. ':' .. id) == 1 and not isReplaced[id] then
    return { 'invalid', 'a job of the next run exists already' }
end

testWriting()
local job = { id = id, name = option.name, data = option.data, opts = option.opts, timestamp = now, delay = runAt - now,
    priority = tonumber(option.priority) }
local before = counterOf(queue)
announce(queue, job)
for run in pairs(isReplaced) do
    redis.call('ZREM', queue.delayed, run)
    deleteJob(run, base .. ':' .. run)
end
for _, key in ipairs(former) do redis.call('ZREM', queue['repeat'], key) end
store(queue, job, before, before + 1)
redis.call('ZADD', queue['repeat'], runAt, member)
return { 'added', id, 'new' }
