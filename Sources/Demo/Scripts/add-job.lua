-- Adds a job (data model, 4.22). Returns its id, or false where the queue's backlog has reached the limit.
-- ARGV: now, name, data, opts, id or '', parent JSON or '', '1' for a flow's parent, backlog limit or 0
local now, name, data, opts = tonumber(ARGV[1]), ARGV[2], ARGV[3], cjson.decode(ARGV[4])
local limit = tonumber(ARGV[8])
if limit > 0 then
    local backlog = redis.call('LLEN', base .. ':wait') + redis.call('ZCARD', base .. ':prioritized')
        + redis.call('ZCARD', base .. ':delayed')
    if backlog >= limit then
        return false
    end
end
local counter = redis.call('INCR', base .. ':id')
local id = ARGV[5] ~= '' and ARGV[5] or text(counter)
local job = base .. ':' .. id
local delay, priority = write_job(base, id, name, data, opts, now)
if ARGV[6] ~= '' then
    local parent = cjson.decode(ARGV[6])
    local parent_key = parent.queueKey .. ':' .. parent.id
    redis.call('HSET', job, 'parent', ARGV[6], 'parentKey', parent_key)
    redis.call('SADD', parent_key .. ':dependencies', job)
end
if ARGV[7] == '1' then
    redis.call('ZADD', base .. ':waiting-children', text(now), id)
    event(base, 'waiting-children', 'jobId', id)
else
    enqueue(base, id, delay, priority, opts.lifo, now)
end
return id
