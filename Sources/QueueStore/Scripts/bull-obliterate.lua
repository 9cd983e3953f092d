-- Pauses the queue and removes it, some jobs a call. Options and reply are those of `obliterate.lua`.

local isForced, count = option(1) == 'force', tonumber(option(2))

testWriting()
if not isQueue() then return { 'absent' } end
-- Both lists are about to go, so what the library would overwrite by pausing twice does not matter.
if redis.call('EXISTS', queue.metaPaused) == 0 then pause() end
local active = redis.call('LLEN', queue.active)
if active > 0 and not isForced then return { 'active', whole(active) } end

local done = 0
for _, name in ipairs({ 'active', 'wait', 'paused', 'delayed', 'completed', 'failed' }) do
    local range, source = redis.call('TYPE', queue[name]).ok == 'list' and 'LRANGE' or 'ZRANGE', queue[name]
    for _, id in ipairs(done < count and redis.call(range, source, 0, count - done - 1) or {}) do
        local key = base .. ':' .. id
        if range == 'LRANGE' then redis.call('LPOP', source) else redis.call('ZREM', source, id) end
        deleteJob(id, key)
        redis.call('DEL', key .. ':lock')
        done = done + 1
    end
end
if done == count then return { 'obliterated', done, 1 } end
redis.call('DEL', queue.id, queue.meta, queue.metaPaused, queue.priority, queue['repeat'], queue.stalled,
    queue.stalledCheck, queue.limiter, queue.limiter .. ':index', queue.limiter .. ':limited')
for _, state in ipairs({ 'completed', 'failed' }) do
    redis.call('DEL', base .. ':metrics:' .. state, base .. ':metrics:' .. state .. ':data')
end
return { 'obliterated', done, 0 }
