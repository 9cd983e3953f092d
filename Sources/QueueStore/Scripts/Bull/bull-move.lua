-- Moves a job to another queue of Bull: adds a copy there, and removes the job here.
-- @include bull-flow
-- @include bull-delayed
-- @include bull-new
-- @include losses
-- @option target: the base of that queue
-- @option newId: given to use a new id in any case

local target = queueAt(option.target)

local targetDamage = damage(target)
if targetDamage then return targetDamage end
testWriting()

return each(function(id, key)
    if redis.call('EXISTS', key) == 0 then return { 'vanished' } end
    local refusal = moved(id)
    if refusal then return refusal end
    if redis.call('EXISTS', key .. ':lock') == 1 then return { 'locked' } end
    local state = seenState ~= '' and seenState or stateOf(queue, id)
    if state == 'active' then return { 'invalid', 'it is active; release it first' } end
    if state == '' then return { 'moved', state } end
    local repeatable = nextRunOf(id, key)
    if repeatable then return { 'pending', repeatable } end

    local isOwn = not option.newId and not string.match(id, '^%d+$') and string.sub(id, 1, 7) ~= 'repeat:'
    if isOwn and redis.call('EXISTS', target.base .. ':' .. id) == 1 then return { 'exists' } end
    local score = state == 'delayed' and redis.call('ZSCORE', queue.delayed, id)
    local delay = score and math.max(0, math.floor(score / 4096) - now)
    local reply = addCopy(target, key, isOwn and id or nil, delay)
    if reply[1] ~= 'added' then return reply end
    local losses = lossesOf(id, key, reply[2])
    leaveState(id, false)
    deleteJob(id, key)
    return { 'relocated', reply[2], losses }
end)
