-- Functions that the operations that add jobs share: a job's hash and its place in a queue, as the official client
-- writes them (data model, 1.5, 1.6 and 4.22).
-- @include flow
--
-- A new job is a table: id, name, data, opts (JSON text), timestamp (ms, text), delay (ms) and priority as numbers, isLifo,
-- waitsForChildren; where they apply parentKey, parentText (JSON), scheduler, deduplicationId.

-- Returns the score of a delayed job: its time, and its turn among those of the same millisecond. Before 5.8.6 the turn
-- was the counter of ids.
local function delayedScore(owner, runAt, counter)
    local first = runAt * 4096
    if not owner.newest.countsByMillisecond then return first + counter % 4096 end
    local newest = redis.call('ZREVRANGEBYSCORE', owner.delayed, first + 4095, first, 'WITHSCORES', 'LIMIT', 0, 1)
    return newest[2] and math.min(tonumber(newest[2]) + 1, first + 4095) or first
end

-- Wakes idle workers for the next delayed job. Workers of 3 and 4 find its time in the list itself.
local function wakeForDelayed(owner)
    local score = redis.call('ZRANGE', owner.delayed, 0, 0, 'WITHSCORES')[2]
    if not score then return end
    local nextRun = tonumber(score) / 4096
    if owner.newest.hasMarker then
        redis.call('ZADD', owner.marker, nextRun, '1')
        return
    end
    local list = targetList(owner)
    local length = redis.call('LLEN', list)
    if length == 0 then
        redis.call('LPUSH', list, '0:' .. nextRun)
    elseif length == 1 and owner.oldest.hasListMarker then
        local only = redis.call('LINDEX', list, 0)
        local known = string.sub(only, 1, 2) == '0:' and tonumber(string.sub(only, 3))
        if known and known > nextRun then redis.call('LSET', list, 0, '0:' .. nextRun) end
    end
end

-- Puts a job into the place where it waits for its time, its turn or its children.
local function enqueue(owner, job, counter)
    if job.waitsForChildren then
        redis.call('ZADD', owner['waiting-children'], job.timestamp, job.id)
        trimmedEvent(owner, 'waiting-children', 'jobId', job.id)
    elseif job.delay > 0 then
        local runAt = tonumber(job.timestamp) + job.delay
        redis.call('ZADD', owner.delayed, delayedScore(owner, runAt, counter), job.id)
        trimmedEvent(owner, 'delayed', 'jobId', job.id, 'delay', runAt)
        wakeForDelayed(owner)
    else
        if job.priority > 0 then
            addPrioritized(owner, job.id, job.priority)
        else
            redis.call(job.isLifo and 'RPUSH' or 'LPUSH', targetList(owner), job.id)
            wakeWorker(owner)
        end
        trimmedEvent(owner, 'waiting', 'jobId', job.id)
    end
end

-- Writes a job's hash and puts the job into its queue. `counter` is the value of the counter of ids.
local function createJob(owner, job, counter)
    local key = owner.base .. ':' .. job.id
    local fields = { 'name', job.name, 'data', job.data, 'opts', job.opts, 'timestamp', job.timestamp,
        'delay', job.delay, 'priority', job.priority }
    local function add(name, value)
        if value then fields[#fields + 1], fields[#fields + 2] = name, value end
    end
    add('parentKey', job.parentKey)
    add('parent', job.parentKey and job.parentText)
    add('rjk', job.scheduler)
    add('deid', job.deduplicationId)
    redis.call('HSET', key, unpack(fields))
    event(owner, 'added', 'jobId', job.id, 'name', job.name)
    enqueue(owner, job, counter)
    if job.parentKey then redis.call('SADD', job.parentKey .. ':dependencies', key) end
end

-- Returns the next number of a queue's counter of ids.
local function nextCounter(owner) return redis.call('INCR', owner.id) end

-- Returns the next id that no job has, and the counter; nil after a thousand taken ids in a row, from where the next
-- attempt continues. The library does not look: where the counter was lost, it would overwrite a job.
local function freeId(owner)
    for _ = 1, 1000 do
        local counter = nextCounter(owner)
        if redis.call('EXISTS', owner.base .. ':' .. counter) == 0 then return tostring(counter), counter end
    end
end
