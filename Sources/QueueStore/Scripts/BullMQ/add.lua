-- Adds a job (data model, 4.22).
-- @include enqueue
-- @include deduplicate
-- @option name: of the job
-- @option data: of the job
-- @option opts: as they are stored
-- @option id: that the application chose, where it did
-- @option timestamp: in ms since 1970
-- @option delay: in ms, 0 for none
-- @option priority: 0 for none
-- @option lifo: given where it goes to the front
-- @option children: given where it waits for children
-- @option parentBase: the parent's queue, where it has one
-- @option parentId: the parent's id
-- @option parentText: the field `parent`
-- @option deduplication: the deduplication id, where it has one
-- @option ttl: of the deduplication id, in ms, 0 for none
-- @option extend: given where a duplicate restarts the ttl
-- @option replace: given where it replaces a delayed one
-- @option keepLast: given where it runs after an active one

settings(queue)
local job = { name = option.name, data = option.data, opts = option.opts, id = option.id, timestamp = option.timestamp,
    delay = tonumber(option.delay), priority = tonumber(option.priority), isLifo = option.lifo ~= nil,
    waitsForChildren = option.children ~= nil, deduplicationId = option.deduplication }
local parentBase, parentId = option.parentBase, option.parentId
if parentBase then
    job.parentKey, job.parentText = parentBase .. ':' .. parentId, option.parentText
    local parentDamage = damage(queueOf(parentBase)) or wrongType(job.parentKey, 'hash')
        or wrongType(job.parentKey .. ':dependencies', 'set') or wrongType(job.parentKey .. ':processed', 'hash')
    if parentDamage then return parentDamage end
    if redis.call('EXISTS', job.parentKey) == 0 then return { 'parentVanished' } end
end
local mode = { ttl = tonumber(option.ttl or '0'), extends = option.extend ~= nil, replaces = option.replace ~= nil,
    keepsLast = option.keepLast ~= nil }

-- Lets a parent run whose last child has finished. Unlike after a removal of children, its delay and priority count.
local function releaseParent()
    local parentQueue = queueOf(parentBase)
    if redis.call('SCARD', job.parentKey .. ':dependencies') > 0 then return end
    if redis.call('ZREM', parentQueue['waiting-children'], parentId) == 0 then return end
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

-- Makes an existing job a child of the parent.
local function linkExisting(key)
    if redis.call('ZSCORE', queue.completed, job.id) then
        redis.call('HSET', job.parentKey .. ':processed', key, redis.call('HGET', key, 'returnvalue') or 'null')
        releaseParent()
    else
        redis.call('SADD', job.parentKey .. ':dependencies', key)
    end
    redis.call('HSET', key, 'parentKey', job.parentKey, 'parent', job.parentText)
end

local key = job.id and base .. ':' .. job.id
if key and redis.call('EXISTS', key) == 1 then
    local formerKey = redis.call('HGET', key, 'parentKey')
    local isFree = not queue.newest.guardsParents or not formerKey or formerKey == job.parentKey
    if job.parentKey and not isFree and redis.call('EXISTS', formerKey) == 1 then
        return { 'invalid', 'the job exists, and belongs to another parent' }
    end
    nextCounter(queue)
    if job.parentKey and isFree then linkExisting(key) end
    trimmedEvent(queue, 'duplicated', 'jobId', job.id)
    return { 'added', job.id, '' }
end

local counter
if job.id then counter = nextCounter(queue) else job.id, counter = freeId(queue) end
if not job.id then return { 'exists' } end
local holder = job.deduplicationId and ownerOfDeduplication(queue, job, mode)
if holder then return { 'deduplicated', holder } end
createJob(queue, job, counter)
return { 'added', job.id, 'new' }
