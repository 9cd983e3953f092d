-- Pauses the queue and removes it, some jobs a call.
-- The reply says how many jobs went, and whether something is left: 1 or 0.
-- @include bull-flow
-- @include bull-pausing
-- @option force: given to remove active jobs as well
-- @option count: how many jobs
-- @option check: given to learn only whether it may be done, before the queue is paused

local isForced, count = option.force ~= nil, tonumber(option.count)

testWriting()
if not isQueue() then return { 'absent' } end
if option.check then return { 'obliterated', 0, 1 } end
-- Both lists are about to go, so what the library would overwrite by pausing twice does not matter.
if redis.call('EXISTS', queue['meta-paused']) == 0 then pause() end
local active = redis.call('LLEN', queue.active)
if active > 0 and not isForced then return { 'active', whole(active) } end

local done = 0
for _, name in ipairs({ 'active', 'wait', 'paused', 'delayed', 'completed', 'failed' }) do
    local range, source = keyTypes[name] == 'list' and 'LRANGE' or 'ZRANGE', queue[name]
    for _, id in ipairs(done < count and redis.call(range, source, 0, count - done - 1) or {}) do
        local key = base .. ':' .. id
        if range == 'LRANGE' then redis.call('LPOP', source) else redis.call('ZREM', source, id) end
        deleteJob(id, key)
        redis.call('DEL', key .. ':lock')
        done = done + 1
    end
end
if done == count then return { 'obliterated', done, 1 } end
redis.call('DEL', queue.id, queue.meta, queue['meta-paused'], queue.priority, queue['repeat'], queue.stalled,
    queue['stalled-check'], queue.limiter, queue['limiter:index'], queue['limiter:limited'])
for _, state in ipairs({ 'completed', 'failed' }) do
    redis.call('DEL', queue['metrics:' .. state], queue['metrics:' .. state .. ':data'])
end
return { 'obliterated', done, 0 }
