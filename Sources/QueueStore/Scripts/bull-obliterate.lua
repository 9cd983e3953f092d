-- Pauses the queue and removes it, some jobs a call. Options: 1 '1' to remove active jobs as well, 2 how many jobs.

local isForced, count = option(1) == '1', tonumber(option(2))

testWriting()
if not isQueue() then return { 'absent' } end
-- Both lists are about to go, so what the library would overwrite by pausing twice does not matter.
if redis.call('EXISTS', queue.metaPaused) == 0 then pause() end
local active = redis.call('LLEN', queue.active)
if active > 0 and not isForced then return { 'active', whole(active) } end

local done = 0
for _, name in ipairs({ 'active', 'wait', 'paused', 'delayed', 'completed', 'failed' }) do
    for _, id in ipairs(done < count and window(name, 0, count - done) or {}) do
        local key = base .. ':' .. id
        take(name, id)
        deleteJob(id, key)
        redis.call('DEL', key .. ':lock')
        done = done + 1
    end
end
if done == count then return batchReply(done, 0, 0, 0) end
redis.call('DEL', queue.id, queue.meta, queue.metaPaused, queue.priority, queue['repeat'], queue.stalled,
    queue.stalledCheck, queue.limiter, queue.limiter .. ':index', queue.limiter .. ':limited')
for _, state in ipairs({ 'completed', 'failed' }) do
    redis.call('DEL', base .. ':metrics:' .. state, base .. ':metrics:' .. state .. ':data')
end
return batchReply(done, 0, 0, nil)
