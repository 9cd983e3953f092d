-- Pauses the queue and removes it, a number of jobs in each call. The reply has the number of removed jobs, and the
-- number of ids that are left, or 1 where other keys are left.
-- @include bull-flow
-- @include bull-pausing
-- @option force: given to remove active jobs as well
-- @option count: the maximum number of jobs
-- @option check: given to find out only whether it is possible, before the queue is paused

local isForced, count = option.force ~= nil, tonumber(option.count)

testWriting()
if not isQueue() then return { 'absent' } end
if option.check then return { 'obliterated', 0, 1 } end
-- Both lists will be removed, so it does not matter what the library overwrites when it pauses twice.
if redis.call('EXISTS', queue['meta-paused']) == 0 then pause() end
local active = redis.call('LLEN', queue.active)
if active > 0 and not isForced then return { 'active', whole(active) } end

local places, done = { 'active', 'wait', 'paused', 'delayed', 'completed', 'failed' }, 0
for _, name in ipairs(places) do
    local range, source = keyTypes[name] == 'list' and 'LRANGE' or 'ZRANGE', queue[name]
    for _, id in ipairs(done < count and redis.call(range, source, 0, count - done - 1) or {}) do
        local key = base .. ':' .. id
        if range == 'LRANGE' then redis.call('LPOP', source) else redis.call('ZREM', source, id) end
        deleteJob(id, key)
        redis.call('DEL', key .. ':lock')
        done = done + 1
    end
end
if done == count then
    local left = 0
    for _, name in ipairs(places) do
        left = left + redis.call(keyTypes[name] == 'list' and 'LLEN' or 'ZCARD', queue[name])
    end
    return { 'obliterated', done, math.max(1, left) }
end
redis.call('DEL', queue.id, queue.meta, queue['meta-paused'], queue.priority, queue['repeat'], queue.stalled,
    queue['stalled-check'], queue.limiter, queue['limiter:index'], queue['limiter:limited'])
for _, state in ipairs({ 'completed', 'failed' }) do
    redis.call('DEL', queue['metrics:' .. state], queue['metrics:' .. state .. ':data'])
end
return { 'obliterated', done, 0 }
