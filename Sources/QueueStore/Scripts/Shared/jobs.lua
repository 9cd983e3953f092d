-- Functions that the operations on jobs share: the state of a job, and changing several jobs.
-- @include call

-- The lists and sorted sets of jobs, in the order in which the library tests them (data model, 2.3).
local places = {}
for _, name in ipairs({ 'completed', 'failed', 'delayed', 'prioritized', 'active', 'wait', 'paused', 'waiting-children' }) do
    if queue[name] then places[#places + 1] = name end
end

-- Returns the state of a job; '' where it is in no list.
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

-- Adds a job to a list that is itself ordered by priorities, with the help of a sorted set (data model, section 5): to
-- the right of a job are those that run before it, and jobs without a priority are on the left.
local function insertByPriority(owner, list, id, priority)
    redis.call('ZADD', owner.priority, priority, id)
    local ahead = redis.call('ZCOUNT', owner.priority, 0, priority)
    local pivot = redis.call('LINDEX', list, redis.call('LLEN', list) - (ahead - 1))
    if pivot then redis.call('LINSERT', list, 'BEFORE', pivot, id) else redis.call('RPUSH', list, id) end
end

-- Returns whether the operator saw the jobs in another state than the only one that the operation is for.
local function isSeenElsewhere(state) return seenState ~= '' and seenState ~= state end

-- Returns the refusal of a job that is in another state than the operator saw; nil for one that is there, and where no
-- state was seen.
local function moved(id)
    if seenState == '' then return nil end
    local isInSet = keyTypes[seenState] == 'zset' and redis.call('ZSCORE', queue[seenState], id)
    if isInSet then return nil end
    local state = stateOf(queue, id)
    if state ~= seenState then return { 'moved', state } end
end

-- Calls `change(id, key)` for each job, and returns the list of its replies. Where it fails, as without permission,
-- that job is unchanged, and the others are still processed.
local function each(change)
    local replies = {}
    for index = 1, #ARGV - firstJob + 1 do
        local isDone, reply = pcall(change, ARGV[firstJob + index - 1], KEYS[#keyNames + index])
        if not isDone then reply = replyTo(reply) end
        replies[index] = reply
    end
    return replies
end
