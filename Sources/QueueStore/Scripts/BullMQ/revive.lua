-- Adds the originals of dead letters to their queue as new jobs, and removes the letters (data model, 4.34).
-- @include copy
-- @include tree
-- @include foreign
-- @include original
-- @option target: the base of the originals' queue
-- @option oldest: family that it may belong to
-- @option newest: family that it may belong to
-- @option keepLetter: given where the letters stay

local target, targetDamage = otherQueue(option.target, option.oldest, option.newest)
if targetDamage then return targetDamage end

-- Returns the original as a job without an id; nil where the letter does not contain one.
local function newJobOf(key)
    local original = originalOf(key)
    if not original then return nil end
    local opts = withoutOwn(original.opts)
    local priority = math.floor(tonumber(opts.priority) or 0)
    if priority < 0 or priority > 2097151 then priority = 0 end
    opts.priority = priority > 0 and priority or nil
    return { name = original.name or '', data = original.data, opts = opts, timestamp = whole(now), delay = 0,
        priority = priority, isLifo = opts.lifo == true }
end

-- Returns the reason why a letter cannot be removed; nil where it can.
local function reasonAgainstRemoval(id, key, state)
    if redis.call('EXISTS', key .. ':lock') == 1 then return { 'locked' } end
    if state == 'active' then return { 'invalid', 'it is active; release it first' } end
    local scheduler = pendingIterationOf(id, key)
    if scheduler then return { 'pending', scheduler } end
    return foreignJob(id, key)
end

return each(function(id, key)
    if isFull then return { 'later' } end
    local state = stateOf(queue, id)
    local reason = reasonAgainstCopy(id, key, state) or not option.keepLetter and reasonAgainstRemoval(id, key, state)
    if reason then return reason end
    checkParts(key)
    local job = newJobOf(key)
    if not job then return { 'invalid', 'its data holds no original job' } end
    local letter, kept = { owner = queue, key = key, id = id, children = {} }, {}
    local weight
    if not option.keepLetter and replyBudget > 0 then
        local refusal
        weight, refusal = keepOrRefuse(letter, kept)
        if refusal then return refusal end
    end
    local counter
    job.id, counter = freeId(target)
    if not job.id then return { 'exists' } end
    createCopy(target, job, counter)
    if option.keepLetter then return { 'added', job.id, 'new' } end
    if replyBudget == 0 then
        removeTree(letter)
        return { 'done' }
    end
    local nodes = {}
    removeKept(letter, kept, weight, nodes)
    return { 'removed', nodes }
end)
