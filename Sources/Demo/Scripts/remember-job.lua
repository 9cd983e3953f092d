-- Adds a job of the past that finished before the demo began, as complete-job and fail-job would have left it.
-- ARGV: added, started, finished, name, data, opts, worker, return value or '', reason, stack traces as JSON, progress
-- or '', parent JSON or '', log lines...
local added, started, finished = ARGV[1], ARGV[2], ARGV[3]
local id = text(redis.call('INCR', base .. ':id'))
local job = base .. ':' .. id
local opts = cjson.decode(ARGV[6])
local attempts = 1
redis.call(
    'HSET', job, 'name', ARGV[4], 'data', ARGV[5], 'opts', cjson.encode(opts), 'timestamp', added, 'delay', '0',
    'priority', text(opts.priority or 0), 'processedOn', started, 'finishedOn', finished, 'pb', ARGV[7])
-- The stream's ids must grow, so an event older than the last one is left out.
local function past(...)
    redis.pcall('XADD', base .. ':events', finished .. '-' .. id, 'event', ...)
end
if ARGV[8] ~= '' then
    redis.call('HSET', job, 'returnvalue', ARGV[8])
    redis.call('ZADD', base .. ':completed', finished, id)
    past('completed', 'jobId', id, 'returnvalue', ARGV[8], 'prev', 'active')
else
    attempts = #cjson.decode(ARGV[10])
    redis.call('HSET', job, 'failedReason', ARGV[9], 'stacktrace', ARGV[10])
    redis.call('ZADD', base .. ':failed', finished, id)
    past('failed', 'jobId', id, 'failedReason', ARGV[9], 'prev', 'active')
end
redis.call('HSET', job, 'atm', attempts, 'ats', attempts)
if ARGV[11] ~= '' then
    redis.call('HSET', job, 'progress', ARGV[11])
end
if ARGV[12] ~= '' then
    local parent = cjson.decode(ARGV[12])
    local parent_key = parent.queueKey .. ':' .. parent.id
    redis.call('HSET', job, 'parent', ARGV[12], 'parentKey', parent_key)
    if ARGV[8] ~= '' then
        redis.call('HSET', parent_key .. ':processed', job, ARGV[8])
    else
        redis.call('SADD', parent_key .. ':dependencies', job)
    end
end
for line = 13, #ARGV do
    redis.call('RPUSH', job .. ':logs', ARGV[line])
end
return id
