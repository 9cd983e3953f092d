-- Sets the maximum number of jobs that start in a time (data model, 4.27).
-- @include bullmq
-- @option max: the number of jobs; not given to remove the limit
-- @option duration: the time in which they start, in ms

if option.max then
    redis.call('HSET', queue.meta, 'max', option.max, 'duration', option.duration)
elseif redis.call('HDEL', queue.meta, 'max', 'duration') == 0 then
    return { 'absent' }
end
return { 'done' }
