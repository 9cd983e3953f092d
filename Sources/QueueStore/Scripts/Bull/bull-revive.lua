-- Adds the originals of dead letters to their queue of Bull as new jobs, and removes the letters (data model, 4.34).
-- @include bull-flow
-- @include bull-delayed
-- @include bull-new
-- @include bull-kept
-- @include original
-- @option target: the base of the originals' queue
-- @option keepLetter: given where the letters stay

local target = queueAt(option.target)
local targetDamage = damage(target)
if targetDamage then return targetDamage end
testWriting()

-- Returns the original as a job without an id; nil where the letter does not contain one.
local function newJobOf(key)
    local original = originalOf(key)
    if not original then return nil end
    local opts = withoutOwn(original.opts)
    local priority = math.floor(tonumber(opts.priority) or 0)
    opts.attempts, opts.delay, opts.timestamp = opts.attempts or 1, 0, now
    return { name = original.name or '__default__', data = original.data, opts = cjson.encode(opts),
        timestamp = now, delay = 0, priority = priority, isLifo = opts.lifo == true }
end

-- Returns the reason why a letter cannot be removed; nil where it can.
local function reasonAgainstRemoval(id, key)
    if redis.call('EXISTS', key .. ':lock') == 1 then return { 'locked' } end
    if stateOf(queue, id) == 'active' then return { 'invalid', 'it is active; release it first' } end
    local repeatable = nextRunOf(id, key)
    return repeatable and { 'pending', repeatable }
end

return each(function(id, key)
    if isFull then return { 'later' } end
    if redis.call('EXISTS', key) == 0 then return { 'vanished' } end
    local refusal = moved(id) or not option.keepLetter and reasonAgainstRemoval(id, key)
    if refusal then return refusal end
    local job = newJobOf(key)
    if not job then return { 'invalid', 'its data holds no original job' } end
    if option.keepLetter then return { 'added', addJob(target, job), 'new' } end
    local reply = { 'done' }
    if replyBudget > 0 then
        reply = keptReply(id, key)
        if reply[1] ~= 'removed' then return reply end
    end
    addJob(target, job)
    leaveState(id, false)
    deleteJob(id, key)
    return reply
end)
