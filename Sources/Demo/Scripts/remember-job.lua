-- Adds a job of the past that finished before the demo began, as complete-job and fail-job would have left it.
-- ARGV: added, started, finished, name, data, opts, worker, return value or '', reason, stack traces as JSON, progress
-- or '', parent JSON or '', log lines...
-- @include prelude
local added, started, finished, name, data, opts, worker, returnvalue, reason, traces, progress, parent = unpack(ARGV, 1, 12)
opts = cjson.decode(opts)
local id = text(redis.call('INCR', base .. ':id'))
local job = base .. ':' .. id
local attempts = 1
redis.call(
    'HSET', job, 'name', name, 'data', data, 'opts', cjson.encode(opts), 'timestamp', added, 'delay', '0',
    'priority', text(opts.priority or 0), 'processedOn', started, 'finishedOn', finished, 'pb', worker)
-- The stream's ids must grow, so an event older than the last one is left out.
local function past(...)
    redis.pcall('XADD', base .. ':events', finished .. '-' .. id, 'event', ...)
end
if returnvalue ~= '' then
    redis.call('HSET', job, 'returnvalue', returnvalue)
    redis.call('ZADD', base .. ':completed', finished, id)
    past('completed', 'jobId', id, 'returnvalue', returnvalue, 'prev', 'active')
else
    attempts = #cjson.decode(traces)
    redis.call('HSET', job, 'failedReason', reason, 'stacktrace', traces)
    redis.call('ZADD', base .. ':failed', finished, id)
    past('failed', 'jobId', id, 'failedReason', reason, 'prev', 'active')
end
redis.call('HSET', job, 'atm', attempts, 'ats', attempts)
if progress ~= '' then
    redis.call('HSET', job, 'progress', progress)
end
if parent ~= '' then
    local reference = cjson.decode(parent)
    local parentKey = reference.queueKey .. ':' .. reference.id
    redis.call('HSET', job, 'parent', parent, 'parentKey', parentKey)
    if returnvalue ~= '' then
        redis.call('HSET', parentKey .. ':processed', job, returnvalue)
    else
        redis.call('SADD', parentKey .. ':dependencies', job)
    end
end
for line = 13, #ARGV do
    redis.call('RPUSH', job .. ':logs', ARGV[line])
end
return id
