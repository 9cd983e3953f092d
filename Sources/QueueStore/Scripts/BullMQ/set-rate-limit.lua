-- Limits how many jobs start in a time (data model, 4.27).
-- @include bullmq
-- @option max: how many; not given to lift the limit
-- @option duration: in which time, in ms

if option.max then
    redis.call('HSET', queue.meta, 'max', option.max, 'duration', option.duration)
elseif redis.call('HDEL', queue.meta, 'max', 'duration') == 0 then
    return { 'absent' }
end
return { 'done' }
