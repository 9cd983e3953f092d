-- Limits how many jobs start in a time (data model, 4.27). Options: 1 how many, or nothing to lift the limit; 2 in which
-- time, in ms.

if option(1) ~= '' then
    redis.call('HSET', queue.meta, 'max', option(1), 'duration', option(2))
elseif redis.call('HDEL', queue.meta, 'max', 'duration') == 0 then
    return { 'absent' }
end
return { 'done' }
