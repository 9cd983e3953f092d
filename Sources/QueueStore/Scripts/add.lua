-- Adds a job (data model, 4.22).
--
-- Own arguments: 1 name, 2 data, 3 opts, 4 the id that the application chose, or nothing, 5 timestamp, 6 delay,
-- 7 priority, 8 `lifo` or nothing, 9 `children` where it waits for some, 10 to 12 the parent's queue, its id and the
-- `parent` field, or nothing, 13 deduplication id, or nothing, 14 its ttl, 15 to 17 `extend`, `replace` and `keep`, or
-- nothing.

checkKeys(queue)
local job = { name = option(1), data = option(2), opts = option(3), id = option(4), timestamp = option(5),
    delay = tonumber(option(6)), priority = tonumber(option(7)), isLifo = option(8) ~= '',
    waitsForChildren = option(9) ~= '' }
local parentBase, parentId = option(10), option(11)
if parentBase ~= '' then
    job.parentKey, job.parentText = parentBase .. ':' .. parentId, option(12)
    if redis.call('EXISTS', job.parentKey) == 0 then return { 'parentVanished' } end
    redis.call('SCARD', job.parentKey .. ':dependencies')
end
if option(13) ~= '' then job.deduplicationId = option(13) end
local mode = { ttl = tonumber(option(14)), extends = option(15) ~= '', replaces = option(16) ~= '',
    keepsLast = option(17) ~= '' }

-- Lets a parent run whose last child has finished; unlike when children are removed, its delay and priority count.
local function releaseParent()
    local parentQueue = queueOf(parentBase)
    if redis.call('SCARD', job.parentKey .. ':dependencies') > 0 then return end
    if redis.call('ZREM', parentQueue.waitingChildren, parentId) == 0 then return end
    settings(parentQueue)
    local parent = redis.call('HMGET', job.parentKey, 'priority', 'delay')
    local priority, delay = tonumber(parent[1] or '') or 0, tonumber(parent[2] or '') or 0
    if delay > 0 then
        local runAt = tonumber(job.timestamp) + delay
        redis.call('ZADD', parentQueue.delayed, runAt * 4096, parentId)
        event(parentQueue, 'delayed', 'jobId', parentId, 'delay', runAt)
        wakeForDelayed(parentQueue)
        return
    end
    if priority > 0 then
        addPrioritized(parentQueue, parentId, priority)
    else
        redis.call('RPUSH', targetList(parentQueue), parentId)
        wakeWorker(parentQueue)
    end
    event(parentQueue, 'waiting', 'jobId', parentId, 'prev', 'waiting-children')
end

-- Makes a job that exists a child of the parent.
local function linkExisting(key)
    if redis.call('ZSCORE', queue.completed, job.id) then
        redis.call('HSET', job.parentKey .. ':processed', key, redis.call('HGET', key, 'returnvalue') or 'null')
        releaseParent()
    else
        redis.call('SADD', job.parentKey .. ':dependencies', key)
    end
    redis.call('HSET', key, 'parentKey', job.parentKey, 'parent', job.parentText)
end

local key = base .. ':' .. job.id
if job.id ~= '' and redis.call('EXISTS', key) == 1 then
    local formerKey = redis.call('HGET', key, 'parentKey')
    local isFree = queue.newest < 5 or not formerKey or formerKey == job.parentKey
    if job.parentKey and not isFree and redis.call('EXISTS', formerKey) == 1 then
        return { 'invalid', 'the job exists, and belongs to another parent' }
    end
    nextCounter(queue)
    if job.parentKey and isFree then linkExisting(key) end
    trimmedEvent(queue, 'duplicated', 'jobId', job.id)
    return { 'added', job.id, '' }
end

local counter
if job.id == '' then job.id, counter = freeId(queue) else counter = nextCounter(queue) end
if not job.id then return { 'exists' } end
local holder = job.deduplicationId and ownerOfDeduplication(queue, job, mode)
if holder then return { 'deduplicated', holder } end
createJob(queue, job, counter)
return { 'added', job.id, 'new' }
