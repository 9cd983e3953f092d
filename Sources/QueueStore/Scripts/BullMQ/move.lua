-- Adds a copy of a job to another queue and removes the job here. The copy keeps the time at which it runs, its
-- priority, an id that its application chose, its deduplication id and its telemetry. The reply lists what is lost.
-- @include copy
-- @include losses
-- @option target: the other queue's base
-- @option oldest: family that it may belong to
-- @option newest: family that it may belong to
-- @option newId: given to use a new id in any case

local target, targetDamage = otherQueue(option.target, option.oldest, option.newest)
if targetDamage then return targetDamage end

-- Returns whether the job has or had children, or a parent that still exists. A move would separate them.
local function hasChildren(key)
    return redis.call('EXISTS', key .. ':dependencies', key .. ':processed', key .. ':failed', key .. ':unsuccessful') > 0
end

local function hasParent(key)
    local parentKey = redis.call('HGET', key, 'parentKey')
    return parentKey and redis.call('EXISTS', parentKey) == 1
end

-- Returns whether an id was chosen by an application, and stays.
local function isOwn(id)
    return not option.newId and not string.match(id, '^%d+$') and string.sub(id, 1, 7) ~= 'repeat:'
end

-- Returns the reason why a job in this state cannot be moved; nil where it can.
local function reasonAgainstMoving(id, key, state)
    local reason = reasonAgainstCopy(id, key, state)
    if reason then return reason end
    if redis.call('EXISTS', key .. ':lock') == 1 then return { 'locked' } end
    if state == 'active' then return { 'invalid', 'it is active; release it first' } end
    if state == '' then return { 'moved', state } end
    local scheduler = pendingIterationOf(id, key)
    if scheduler then return { 'pending', scheduler } end
    if hasChildren(key) then return { 'hasChildren' } end
    if hasParent(key) then return { 'hasParent' } end
end

-- Gives a copy its id. Returns the number of the queue's counter after it, or nil and the reason why it gets none.
local function identify(copy, id)
    local counter
    if isOwn(id) then
        if redis.call('EXISTS', target.base .. ':' .. id) == 1 then return nil, { 'exists' } end
        copy.id, counter = id, nextCounter(target)
    else
        copy.opts.jobId = nil
        copy.id, counter = freeId(target)
        if not copy.id then return nil, { 'exists' } end
    end
    return counter
end

return each(function(id, key)
    local state = stateOf(queue, id)
    local reason = reasonAgainstMoving(id, key, state)
    if reason then return reason end
    local copy = copyOf(key, true)
    if not copy then return { 'invalid', 'its options are no JSON object' } end
    if state == 'delayed' then
        copy.delay = math.max(0, math.floor(redis.call('ZSCORE', queue.delayed, id) / 4096) - now)
        copy.opts.delay = copy.delay
    end
    local ownerKey, deduplicationId = deduplicationOf(queue, key, id)
    local holder = ownerKey and redis.call('GET', target.base .. ':de:' .. deduplicationId)
    if holder then return { 'deduplicated', holder } end

    local counter, obstacle = identify(copy, id)
    if obstacle then return obstacle end
    copy.deduplicationId = deduplicationId
    local losses = lossesOf(id, key, copy.id)
    createCopy(target, copy, counter)
    if ownerKey then
        local left, targetKey = redis.call('PTTL', ownerKey), target.base .. ':de:' .. deduplicationId
        redis.call('SET', targetKey, copy.id)
        if left > 0 then redis.call('PEXPIRE', targetKey, left) end
    end
    local place = leaveState(queue, id, false)
    leaveDeduplication(queue, key, id)
    deleteJob(key)
    trimmedEvent(queue, 'removed', 'jobId', id, 'prev', place)
    return { 'relocated', copy.id, losses }
end)
