-- Removes jobs that are in no list and no sorted set (data model, 4.31), and incomplete hashes of jobs, which keep
-- their ids from being used again. Hashes that do not look like jobs stay, and so do those that may belong to another
-- queue whose name begins like this one's.
-- @include tree
-- @include foreign
-- @option dry: given to find out only which jobs would be removed

local held = foreign()
if held then return held end

-- The fields of a job's hash (data model, 2.1).
local isField = {}
for _, name in ipairs({ 'name', 'data', 'opts', 'timestamp', 'delay', 'priority', 'progress', 'processedOn', 'finishedOn',
    'returnvalue', 'failedReason', 'stacktrace', 'atm', 'ats', 'attemptsMade', 'stc', 'stalledCounter', 'defa', 'pb', 'rjk',
    'nrjid', 'deid', 'parentKey', 'parent', 'tm' }) do
    isField[name] = true
end

-- Returns whether a hash looks like a job: it has a time and options, or nothing but fields of jobs.
local function isJob(key)
    if redis.call('HEXISTS', key, 'timestamp') == 1 and redis.call('HEXISTS', key, 'opts') == 1 then return true end
    if redis.call('HLEN', key) > 25 then return false end
    for _, name in ipairs(redis.call('HKEYS', key)) do
        if not isField[name] then return false end
    end
    return true
end

-- Returns whether an id is one that the library uses for its own keys.
local function isReserved(id)
    if keyTypes[id] or id == 'meta-paused' then return true end
    local first = string.match(id, '^([^:]*):')
    return first == 'dn' or first == 'de' or first == 'metrics' or first == 'groups' or first == 'limiter'
end

-- Returns whether the key belongs to another queue: both ids and names may contain colons (data model, trap 3).
local function isForeign(id)
    for position = 2, #id - 1 do
        if string.sub(id, position, position) == ':' then
            local candidate = queueOf(base .. ':' .. string.sub(id, 1, position - 1))
            if redis.call('EXISTS', candidate.meta) == 1 or isQueue(candidate) then return true end
        end
    end
    return false
end

-- Returns whether the hash holds the results of a job's children.
local function isPart(id)
    local owner = string.match(id, '^(.*):processed$') or string.match(id, '^(.*):failed$')
    return owner and redis.call('EXISTS', base .. ':' .. owner) == 1
end

local function isDefinition(id)
    local scheduler = string.match(id, '^repeat:(.*)$')
    if not scheduler then return false end
    return redis.call('ZSCORE', queue['repeat'], scheduler) ~= false or redis.call('HEXISTS', base .. ':' .. id, 'ic') == 1
end

return each(function(id, key)
    if isFull then return { 'later' } end
    if isReserved(id) or redis.call('TYPE', key).ok ~= 'hash' or isPart(id) or not isJob(key) then return { 'kept' } end
    if stateOf(queue, id) ~= '' or isDefinition(id) or isForeign(id) then return { 'kept' } end
    if redis.call('EXISTS', key .. ':lock') == 1 then return { 'locked' } end
    if foreignJob(id, key) then return { 'kept' } end
    if option.dry then return { 'done' } end
    checkParts(key)
    local node = { owner = queue, key = key, id = id, children = {} }
    local kept, nodes = {}, {}
    local weight = replyBudget > 0 and keep(node, kept)
    isFull = weight and spent > 0 and spent + weight > replyBudget
    if isFull then return { 'later' } end
    if replyBudget > 0 and not weight and not isLossAgreed then return { 'tooLarge' } end
    if weight then
        nodes, spent = kept, spent + weight
    else
        nodes[1] = lostNode(queue, id, 1)
    end
    leaveParent(key)
    leaveDeduplication(queue, key, id)
    deleteJob(key)
    return replyBudget > 0 and { 'removed', nodes } or { 'done' }
end)
