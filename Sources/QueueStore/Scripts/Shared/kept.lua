-- The parts of a removed job that are kept so that it can be restored, for every library.
-- @include jobs
-- @include deduplication
-- @option jobBudget: the maximum number of bytes that are kept of a job
-- @option replyBudget: the maximum number of bytes in a reply, 0 where nothing is kept
-- @option lose: given to remove jobs that are too large to be kept

local jobBudget, replyBudget, isLossAgreed = tonumber(option.jobBudget), tonumber(option.replyBudget), option.lose ~= nil
-- The weight of the nodes in this reply. After the first job that does not fit, no further ones are kept.
local spent, isFull = 0, false

-- Returns the number of ids to the right of an id in a list; nil where the id is not there. LPOS exists since Redis
-- 6.0.6.
local function aheadOf(list, id)
    local position = redis.pcall('LPOS', list, id, 'RANK', -1)
    local length = redis.call('LLEN', list)
    if type(position) == 'number' then return length - 1 - position end
    if not position then return nil end
    for last = length - 1, 0, -1000 do
        local first = math.max(last - 999, 0)
        local members = redis.call('LRANGE', list, first, last)
        for index = #members, 1, -1 do
            if members[index] == id then return length - first - index end
        end
    end
end

-- Returns the bytes of values, and 8 more for each.
local function weightOf(values)
    local weight = 0
    for _, value in ipairs(values) do weight = weight + #value + 8 end
    return weight
end

-- Returns the place of a job: the library's name of it, the score there, and the number of ids in a list that are
-- ahead.
local function placeOf(owner, id)
    for _, place in ipairs(places) do
        if keyTypes[place] == 'zset' then
            local score = redis.call('ZSCORE', owner[place], id)
            if score then return place, score, 0 end
        else
            local ahead = aheadOf(owner[place], id)
            if ahead then return place, '', ahead end
        end
    end
    return '', '', 0
end

-- The keys with the children of a job, with the commands that count and read them. Jobs of Bull have none.
local relations = queue['waiting-children'] and {
    { ':dependencies', 'SCARD', 'SMEMBERS' }, { ':processed', 'HLEN', 'HGETALL' }, { ':failed', 'HLEN', 'HGETALL' },
    { ':unsuccessful', 'ZCARD', 'ZRANGE', 0, -1, 'WITHSCORES' },
} or {}

-- Returns the lines of a log and their weight; nil where the weight is above a budget.
local function linesOf(log, budget)
    local lines, weight = {}, 0
    for first = 0, redis.call('LLEN', log) - 1, 100 do
        local piece = redis.call('LRANGE', log, first, first + 99)
        weight = weight + weightOf(piece)
        if weight > budget then return nil end
        for _, line in ipairs(piece) do lines[#lines + 1] = line end
    end
    return lines, weight
end

-- Returns the hash of a job, its log and its relations, in the order of the reply, with their weight; nil where the
-- weight is above the budget of a job. Lengths are checked before anything large is read.
local function contentOf(key)
    local weight, related = 8 * redis.call('LLEN', key .. ':logs'), 0
    for _, field in ipairs({ 'data', 'returnvalue', 'stacktrace', 'failedReason', 'progress' }) do
        weight = weight + redis.call('HSTRLEN', key, field)
    end
    for _, relation in ipairs(relations) do related = related + redis.call(relation[2], key .. relation[1]) end
    if weight + 8 * related > jobBudget then return nil end

    local content = { redis.call('HGETALL', key), {}, {}, {}, {}, {} }
    weight = weightOf(content[1])
    local lines, weightOfLines = linesOf(key .. ':logs', jobBudget - weight)
    if not lines then return nil end
    content[2] = lines
    weight = weight + weightOfLines
    for index, relation in ipairs(related > 0 and relations or {}) do
        content[2 + index] = redis.call(relation[3], key .. relation[1], unpack(relation, 4))
        weight = weight + weightOf(content[2 + index])
    end
    if weight <= jobBudget then return content, weight end
end

-- Returns the deduplication id that a job owns with its end, in ms since 1970 or empty for never, and the job that
-- waits for that end. Empty where the job owns none.
local function ownedDeduplication(owner, key, id)
    local ownerKey, deduplicationId = deduplicationOf(owner, key, id)
    if not ownerKey then return {}, {} end
    local left = redis.call('PTTL', ownerKey)
    local nextJob = redis.call('HGETALL', owner.base .. ':dn:' .. deduplicationId)
    return { deduplicationId, left >= 0 and whole(now + left) or '' }, nextJob
end

-- Returns the node that is needed to restore a job, without its parent and descendants, and its weight; nil where the
-- job is too large.
local function nodeOf(kind, owner, key, id)
    local content, weight = contentOf(key)
    if not content then return nil end
    local place, score, ahead = placeOf(owner, id)
    local node = { kind, owner.base, id, place, score, ahead, unpack(content) }
    node[13] = {}
    node[14], node[15] = ownedDeduplication(owner, key, id)
    return node, weight + weightOf(node[15])
end

-- Returns the node of a job that cannot be restored, with the number of jobs that were removed with it.
local function lostNode(owner, id, count)
    local place, score, ahead = placeOf(owner, id)
    return { 'lost', owner.base, id, place, score, ahead, count }
end
