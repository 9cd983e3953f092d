-- Lets workers take jobs again, as the library of 6 does (data model, 4.15): ids in `paused` run before those in
-- `wait`, which the library of 5 overwrites. The reply has the number of ids that are left.
-- @include bullmq
-- @option more: given from the second call on

local isFirst = not option.more
settings(queue)
if isFirst then redis.call('HDEL', queue.meta, 'paused') end
if redis.call('EXISTS', queue.paused) == 1 then
    if redis.call('EXISTS', queue.wait) == 0 then
        redis.call('RENAME', queue.paused, queue.wait)
    else
        local ids = redis.call('LRANGE', queue.paused, 0, 6999)
        redis.call('RPUSH', queue.wait, unpack(ids))
        redis.call('LTRIM', queue.paused, #ids, -1)
    end
end

local waiting, prioritized = redis.call('LLEN', queue.wait), redis.call('ZCARD', queue.prioritized)
local nextDelayed = redis.call('ZRANGE', queue.delayed, 0, 0, 'WITHSCORES')
if queue.newest.hasListMarker and waiting == 0 and prioritized > 0 then
    redis.call('LPUSH', queue.wait, '0:0')
elseif queue.newest.hasMarker and waiting + prioritized > 0 then
    redis.call('ZADD', queue.marker, 0, '0')
elseif queue.newest.hasMarker and nextDelayed[2] then
    redis.call('ZADD', queue.marker, tonumber(nextDelayed[2]) / 4096, '1')
end
if isFirst then event(queue, 'resumed') end
return { 'left', redis.call('LLEN', queue.paused) }
