-- What the operations on jobs share: where a job is, and how each of several is changed.
-- @include call

-- The lists and sorted sets of jobs, in the order in which the library tests them (data model, 2.3).
local places = {}
for _, name in ipairs({ 'completed', 'failed', 'delayed', 'prioritized', 'active', 'wait', 'paused', 'waiting-children' }) do
    if queue[name] then places[#places + 1] = name end
end

-- Returns the state of a job; '' for none.
local function stateOf(owner, id)
    for _, place in ipairs(places) do
        if keyTypes[place] == 'zset' then
            if redis.call('ZSCORE', owner[place], id) then return place end
        elseif holds(owner[place], id) then
            return place == 'active' and place or 'waiting'
        end
    end
    return ''
end

-- Returns whether the operator saw the jobs elsewhere than in the only state that the operation is for.
local function isSeenElsewhere(state) return seenState ~= '' and seenState ~= state end

-- Returns the refusal of a job that is not where the operator saw it; nil for one that is, or was seen nowhere.
local function moved(id)
    if seenState == '' then return nil end
    local isInSet = keyTypes[seenState] == 'zset' and redis.call('ZSCORE', queue[seenState], id)
    if isInSet then return nil end
    local state = stateOf(queue, id)
    if state ~= seenState then return { 'moved', state } end
end

-- Calls `change(id, key)` for each job, and returns what it replies: a list. Where it fails, as for want of permission, the
-- job is as it was, and the others have their turn.
local function each(change)
    local replies = {}
    for index = 1, #ARGV - firstJob + 1 do
        local isDone, reply = pcall(change, ARGV[firstJob + index - 1], KEYS[#keyNames + index])
        if not isDone then reply = replyTo(reply) end
        replies[index] = reply
    end
    return replies
end
