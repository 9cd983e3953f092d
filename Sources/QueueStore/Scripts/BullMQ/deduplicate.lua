-- Deduplicates a new job (data model, 4.22). `mode` has the members ttl (ms, 0 for none), extends, replaces and
-- keepsLast.
-- @include enqueue

-- Adds the events of a job that was not added, or that replaced another. Version 5 adds two events.
local function noteDeduplicated(owner, deduplicationId, jobId, otherId)
    settings(owner)
    if owner.oldest.saysDebounced and owner.newest.saysDebounced then trimmedEvent(owner, 'debounced', 'jobId', jobId, 'debounceId', deduplicationId) end
    trimmedEvent(owner, 'deduplicated', 'jobId', jobId, 'deduplicationId', deduplicationId,
        'deduplicatedJobId', otherId)
end

-- Keeps a job that a worker will create when the active owner of the deduplication id has finished.
local function keepForLater(owner, job, key, nextKey)
    redis.call('DEL', nextKey)
    redis.call('HSET', nextKey, 'name', job.name, 'data', job.data, 'opts', job.opts, 'jid', job.id)
    redis.call('PERSIST', key)
end

-- Makes a job the owner of the deduplication key.
local function claim(key, jobId, mode)
    if mode.ttl > 0 and not mode.keepsLast then
        redis.call('SET', key, jobId, 'PX', mode.ttl)
    else
        redis.call('SET', key, jobId)
    end
end

-- Returns the id of the job that owns the deduplication id; nil where the new job owns it now, and may be added.
local function ownerOfDeduplication(owner, job, mode)
    local id = job.deduplicationId
    local key, nextKey = owner.base .. ':de:' .. id, owner.base .. ':dn:' .. id
    local holder = redis.call('GET', key)
    if not holder then return claim(key, job.id, mode) end
    local holderKey = owner.base .. ':' .. holder
    if mode.replaces and redis.call('ZREM', owner.delayed, holder) == 1 then
        leaveParent(holderKey)
        deleteJob(holderKey)
        event(owner, 'removed', 'jobId', holder, 'prev', 'delayed')
        noteDeduplicated(owner, id, job.id, holder)
        redis.call('DEL', nextKey)
        local left = redis.call('PTTL', key)
        claim(key, job.id, mode)
        if mode.ttl > 0 and not mode.keepsLast and not mode.extends then
            if left > 0 then redis.call('PEXPIRE', key, left) else redis.call('PERSIST', key) end
        end
        return nil
    end
    -- A key without expiry whose job is gone would reject all jobs for ever.
    if redis.call('PTTL', key) == -1 and redis.call('EXISTS', holderKey) == 0 then
        redis.call('DEL', nextKey)
        return claim(key, job.id, mode)
    end
    local isKept = mode.keepsLast and holds(owner.active, holder)
    if isKept then
        keepForLater(owner, job, key, nextKey)
    elseif mode.extends and mode.ttl > 0 and not mode.replaces then
        claim(key, holder, mode)
    end
    if isKept or not mode.replaces then noteDeduplicated(owner, id, holder, job.id) end
    return holder
end
