-- Runs the stall checker (data model, 1.7), at most once per interval and queue. Returns the number of jobs that were
-- put back.
-- ARGV: now, interval in ms
-- @include prelude
local now, interval = unpack(ARGV)
if not redis.call('SET', base .. ':stalled-check', now, 'PX', interval, 'NX') then
    return 0
end
local moved = 0
for _, id in ipairs(redis.call('SMEMBERS', base .. ':stalled')) do
    local job = base .. ':' .. id
    if redis.call('EXISTS', job .. ':lock') == 0 and redis.call('LREM', base .. ':active', 1, id) == 1 then
        redis.call('HINCRBY', job, 'stc', 1)
        redis.call('RPUSH', base .. ':wait', id)
        mark(base)
        untrimmed(base, 'waiting', 'jobId', id, 'prev', 'active')
        untrimmed(base, 'stalled', 'jobId', id)
        moved = moved + 1
    end
end
redis.call('DEL', base .. ':stalled')
local active = redis.call('LRANGE', base .. ':active', 0, -1)
if #active > 0 then
    redis.call('SADD', base .. ':stalled', unpack(active))
end
return moved
