-- Adds a copy of a job to another queue and removes the job here.
--
-- Own arguments: 1 the other queue's base, 2 and 3 the oldest and the newest family that it may belong to.

local target = queueOf(option(1))
checkKeys(target)
checkKeys(queue)
target.oldest, target.newest = tonumber(option(2)), tonumber(option(3))

-- Whether the job has or had children, or a parent that still exists. Either would lose the other.
local function hasChildren(key)
    return redis.call('EXISTS', key .. ':dependencies', key .. ':processed', key .. ':failed', key .. ':unsuccessful') > 0
end

local function hasParent(key)
    local parentKey = redis.call('HGET', key, 'parentKey')
    return parentKey and redis.call('EXISTS', parentKey) == 1
end

return each(function(id, key)
    local state = stateOf(queue, id)
    local reason = reasonAgainstCopy(id, key, state)
    if reason then return reason end
    if redis.call('EXISTS', key .. ':lock') == 1 then return { 'locked' } end
    if state == 'active' then return { 'invalid', 'it is active; release it first' } end
    if state == '' then return { 'moved', state } end
    local scheduler = pendingIterationOf(id, key)
    if scheduler then return { 'pending', scheduler } end
    if hasChildren(key) then return { 'hasChildren' } end
    if hasParent(key) then return { 'hasParent' } end
    local copy = copyOf(key)
    if not copy then return { 'invalid', 'its options are no JSON object' } end

    local counter
    copy.id, counter = freeId(target)
    if not copy.id then return { 'exists' } end
    createJob(target, copy, counter)
    local place = leaveState(queue, id, false)
    leaveDeduplication(queue, key, id)
    deleteJob(key)
    trimmedEvent(queue, 'removed', 'jobId', id, 'prev', place)
    return { 'added', copy.id, 'new' }
end)
