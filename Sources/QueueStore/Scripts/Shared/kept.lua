-- What is kept of a removed job for the undo, whatever library it is of.
-- @include jobs
-- @include deduplication
-- @option jobBudget: the most bytes that are kept of a job
-- @option replyBudget: the most bytes that a reply brings, 0 where nothing is kept
-- @option lose: given where what is too large is removed all the same

local jobBudget, replyBudget, isLossAgreed = tonumber(option.jobBudget), tonumber(option.replyBudget), option.lose ~= nil
-- What the nodes of this reply weigh. Once a job did not fit any more, neither do those after it.
local spent, isFull = 0, false

-- How many ids are to the right of this one in a list; nil where it is not there. LPOS exists since Redis 6.0.6.
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

-- The bytes of values; 8 more each for what goes with them.
local function weightOf(values)
    local weight = 0
    for _, value in ipairs(values) do weight = weight + #value + 8 end
    return weight
end

-- Returns where a job is: the library's name of the place, its score there, and how many ids in a list are ahead of it.
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

-- What lists the children of a job, with the commands that count and read them. The jobs of Bull have none.
local relations = queue['waiting-children'] and {
    { ':dependencies', 'SCARD', 'SMEMBERS' }, { ':processed', 'HLEN', 'HGETALL' }, { ':failed', 'HLEN', 'HGETALL' },
    { ':unsuccessful', 'ZCARD', 'ZRANGE', 0, -1, 'WITHSCORES' },
} or {}

-- Returns the lines of a log, and what they weigh; nil where that is more than a budget.
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

-- Returns the hash of a job, its log and its relations, in the order of the reply, and what they weigh; nil where that is
-- more than the budget of a job. Nothing large is read before its length is known.
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

-- Returns the deduplication id that a job owns with its end, in ms since 1970 or empty for never, and the next job that
-- waits for that. Empty where it owns none.
local function ownedDeduplication(owner, key, id)
    local ownerKey, deduplicationId = deduplicationOf(owner, key, id)
    if not ownerKey then return {}, {} end
    local left = redis.call('PTTL', ownerKey)
    local nextJob = redis.call('HGETALL', owner.base .. ':dn:' .. deduplicationId)
    return { deduplicationId, left >= 0 and whole(now + left) or '' }, nextJob
end

-- Returns what is needed to put a job back, without its parent and its descendants, and what that weighs; nil where it is
-- too large.
local function nodeOf(kind, owner, key, id)
    local content, weight = contentOf(key)
    if not content then return nil end
    local place, score, ahead = placeOf(owner, id)
    local node = { kind, owner.base, id, place, score, ahead, unpack(content) }
    node[13] = {}
    node[14], node[15] = ownedDeduplication(owner, key, id)
    return node, weight + weightOf(node[15])
end

-- Returns what is told of a job that cannot be restored, and of how many went with it.
local function lostNode(owner, id, count)
    local place, score, ahead = placeOf(owner, id)
    return { 'lost', owner.base, id, place, score, ahead, count }
end
