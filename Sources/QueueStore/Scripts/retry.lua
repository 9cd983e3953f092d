-- Puts a failed or completed job back into its queue (data model, 4.4 and 4.5).

local sources = { failed = queue.failed, completed = queue.completed }

-- Whether the queue's library sends a retried job with a priority to `prioritized`. It does after 6.2.0, and before that
-- to the plain list, ahead of all prioritized jobs. Where no version is known, the priority is honoured: every library
-- since 5 understands that, and no other job is overtaken.
local function honoursPriority()
    settings(queue)
    if queue.newest < 5 then return false end
    local version = queue.version
    if not version or version[1] < 3 then return true end
    if version[1] ~= 6 then return version[1] > 6 end
    return version[2] > 2 or (version[2] == 2 and version[3] > 0)
end

-- Lets the parent of a flow wait for the job again; the parent itself stays where it is.
local function rejoinParent(parentKey, key)
    local hasLeft
    if seenState == 'failed' then
        hasLeft = redis.call('ZREM', parentKey .. ':unsuccessful', key) == 1
            or redis.call('HDEL', parentKey .. ':failed', key) == 1
    else
        hasLeft = redis.call('HDEL', parentKey .. ':processed', key) == 1
    end
    if hasLeft then redis.call('SADD', parentKey .. ':dependencies', key) end
end

return each(function(id, key)
    local source = sources[seenState]
    if redis.call('EXISTS', key) == 0 then return { 'vanished' } end
    if not source or not redis.call('ZSCORE', source, id) then return { 'moved', stateOf(queue, id) } end

    settings(queue)
    local job = redis.call('HMGET', key, 'priority', 'opts', 'parentKey')
    local priority = tonumber(job[1] or '') or 0
    -- Before anything is changed: an ACL that keeps us from the parent ends the script here.
    local hasParent = queue.newest >= 5 and job[3] and redis.call('EXISTS', job[3]) == 1

    redis.call('ZREM', source, id)
    redis.call('HDEL', key, 'finishedOn', 'processedOn', seenState == 'failed' and 'failedReason' or 'returnvalue')
    if priority > 0 and honoursPriority() then
        addPrioritized(queue, id, priority)
    else
        redis.call(object(job[2]).lifo == true and 'RPUSH' or 'LPUSH', targetList(queue), id)
        wakeWorker(queue)
    end
    if hasParent then rejoinParent(job[3], key) end
    trimmedEvent(queue, 'waiting', 'jobId', id, 'prev', seenState)
    return { 'done' }
end)
