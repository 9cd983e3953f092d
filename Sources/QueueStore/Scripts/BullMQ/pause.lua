-- Pauses the queue (data model, 4.14). Where the queue may be one of BullMQ 5 or older, whose workers and whose resume
-- look only into `paused` for waiting ids, the ids are moved there; the library of 6 moves them back. Ids that are
-- already in `paused` stay in front; the library overwrites them. The reply has the number of ids that are left.
-- @include bullmq
-- @option more: given from the second call on

local isFirst = not option.more
settings(queue)
-- A paused queue whose ids are in `wait` is one whose library leaves them there.
local keepsIds = queue.oldest.waitsInPlace
    or (isFirst and queue.isPaused and queue.newest.waitsInPlace and redis.call('EXISTS', queue.paused) == 0)

if isFirst then
    redis.call('HSET', queue.meta, 'paused', 1)
    if queue.newest.hasMarker then redis.call('DEL', queue.marker) end
    event(queue, 'paused')
end
if keepsIds or redis.call('EXISTS', queue.wait) == 0 then return { 'left', 0 } end
if redis.call('EXISTS', queue.paused) == 0 then
    redis.call('RENAME', queue.wait, queue.paused)
    return { 'left', 0 }
end
local ids, jobs = redis.call('LRANGE', queue.wait, -7000, -1), {}
for index = #ids, 1, -1 do
    if string.sub(ids[index], 1, 2) ~= '0:' then jobs[#jobs + 1] = ids[index] end
end
if #jobs > 0 then redis.call('LPUSH', queue.paused, unpack(jobs)) end
redis.call('LTRIM', queue.wait, 0, -7001)
return { 'left', redis.call('LLEN', queue.wait) }
