-- Adds a job (data model, 4.22). Returns its id, or false where the queue's backlog has reached the limit.
-- ARGV: now, name, data, opts, id or '', parent JSON or '', '1' for a flow's parent, backlog limit or 0
-- @include prelude
local now, name, data, opts, given, parent, isParent, limit = unpack(ARGV)
now, opts, limit = tonumber(now), cjson.decode(opts), tonumber(limit)
if limit > 0 then
    local backlog = redis.call('LLEN', base .. ':wait') + redis.call('ZCARD', base .. ':prioritized')
        + redis.call('ZCARD', base .. ':delayed')
    if backlog >= limit then
        return false
    end
end
local counter = redis.call('INCR', base .. ':id')
local id = given ~= '' and given or text(counter)
local job = base .. ':' .. id
local delay, priority = writeJob(base, id, name, data, opts, now)
if parent ~= '' then
    local reference = cjson.decode(parent)
    local parentKey = reference.queueKey .. ':' .. reference.id
    redis.call('HSET', job, 'parent', parent, 'parentKey', parentKey)
    redis.call('SADD', parentKey .. ':dependencies', job)
end
if isParent == '1' then
    redis.call('ZADD', base .. ':waiting-children', text(now), id)
    event(base, 'waiting-children', 'jobId', id)
else
    enqueue(base, id, delay, priority, opts.lifo, now)
end
return id
