-- Functions that the operations of BullMQ share: the place of a waiting job, waking workers, and events.
-- @include jobs
-- @include families
-- @keys wait=list paused=list active=list prioritized=zset pc=string meta=hash marker=zset events=stream delayed=zset
-- @keys completed=zset failed=zset waiting-children=zset repeat=zset priority=zset id=string stalled=set
-- @keys stalled-check=string limiter=string metrics:completed=hash metrics:completed:data=list metrics:failed=hash
-- @keys metrics:failed:data=list

-- Reads the settings that decide where a waiting job goes, once for each queue.
local function settings(queue)
    if queue.isRead then return queue end
    local meta = redis.call('HMGET', queue.meta, 'paused', 'concurrency', 'version', 'opts.maxLenEvents')
    queue.isPaused = meta[1] ~= false
    findFamilies(queue, meta[3])
    local limit = tonumber(meta[2] or '')
    queue.isHeld = queue.isPaused or (limit ~= nil and redis.call('LLEN', queue.active) >= limit)
    queue.maxEvents = meta[4]
    queue.isRead = true
    return queue
end

-- Returns the list for waiting ids. While a queue is paused, BullMQ 5 and older keep them in `paused`, and 6 leaves
-- them in `wait`. Wrongly assuming 6 can lose jobs, wrongly assuming 5 cannot (data model, 3.4).
local function targetList(queue)
    settings(queue)
    if not queue.isPaused or queue.oldest.waitsInPlace then return queue.wait end
    if queue.newest.hasMarker and redis.call('LLEN', queue.wait) > 0 and redis.call('EXISTS', queue.paused) == 0 then
        return queue.wait
    end
    return queue.paused
end

-- Wakes an idle worker. BullMQ 3 and 4 have no marker; their workers wait for the list itself. One marker for each
-- script is enough: every worker that finds a job wakes the next one.
local function wakeWorker(queue)
    settings(queue)
    if queue.isAwake or not queue.newest.hasMarker or queue.isHeld then return end
    redis.call('ZADD', queue.marker, 0, '0')
    queue.isAwake = true
end

-- Puts a job in front of the others of its priority; not for BullMQ 3. Workers of 4 wait for the list, in which a
-- marker stands for prioritized jobs.
local function addInFront(queue, id, priority, turn)
    redis.call('ZADD', queue.prioritized, priority * 4294967296 + (turn or 0), id)
    if settings(queue).newest.hasListMarker and not queue.isPaused and redis.call('LLEN', queue.wait) == 0 then
        redis.call('LPUSH', queue.wait, '0:0')
    end
end

-- Puts a job behind the others of its priority (data model, 1.5).
local function addPrioritized(queue, id, priority)
    if not settings(queue).newest.hasPrioritized then return insertByPriority(queue, targetList(queue), id, priority) end
    if not queue.oldest.hasPrioritized then
        -- Every library takes jobs from the list, but before others with priorities.
        redis.call('LPUSH', targetList(queue), id)
        return wakeWorker(queue)
    end
    addInFront(queue, id, priority, redis.call('INCR', queue.pc) % 4294967296)
    wakeWorker(queue)
end

-- Adds an event without trimming the stream, where the library does not trim it.
local function event(queue, ...) redis.call('XADD', queue.events, '*', 'event', ...) end

-- Adds an event and trims the stream to the queue's own setting. The library writes its default there since late in
-- version 4; a queue of 4 without the setting belongs to an older version. Trimming once for each script is enough,
-- since the length is approximate anyway and trimming is a third of the cost of an event.
local function trimmedEvent(queue, ...)
    if queue.isTrimmed then return event(queue, ...) end
    if not settings(queue).maxEvents then
        queue.maxEvents = '10000'
        if queue.newest.hasEventLimit then redis.call('HSET', queue.meta, 'opts.maxLenEvents', queue.maxEvents) end
    end
    redis.call('XADD', queue.events, 'MAXLEN', '~', queue.maxEvents, '*', 'event', ...)
    queue.isTrimmed = true
end
