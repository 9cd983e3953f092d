-- What is kept of a removed job of Bull for the undo. Swift puts this file after `bull-flow.lua`. The options of the
-- script are those of `tree.lua`: 2 the most bytes that are kept of a job, 3 the most that a reply brings, 0 where
-- nothing is kept, 4 `lose` where what is too large is removed all the same.

local jobBudget, replyBudget, isLossAgreed = tonumber(option(2)), tonumber(option(3)), option(4) == 'lose'
-- What this reply weighs. Once a job did not fit any more, neither do those after it.
local spent, isFull = 0, false

-- Where a job is: the library's name of the place, its score there, and how many ids in a list are ahead of it.
local function placeOf(id)
    for _, place in ipairs({ 'completed', 'failed', 'delayed' }) do
        local score = redis.call('ZSCORE', queue[place], id)
        if score then return place, score, 0 end
    end
    for _, place in ipairs({ 'active', 'wait', 'paused' }) do
        local ahead = aheadOf(queue[place], id)
        if ahead then return place, '', ahead end
    end
    return '', '', 0
end

-- The hash, the log, and what they weigh; nil where that is more than the budget of a job. Nothing large is read
-- before its length is known.
local function contentOf(key)
    local weight = 8 * redis.call('LLEN', key .. ':logs')
    for _, field in ipairs({ 'data', 'returnvalue', 'stacktrace', 'failedReason', 'progress' }) do
        weight = weight + redis.call('HSTRLEN', key, field)
    end
    if weight > jobBudget then return nil end

    local fields, logs = redis.call('HGETALL', key), {}
    weight = weightOf(fields)
    for first = 0, redis.call('LLEN', key .. ':logs') - 1, 100 do
        if weight > jobBudget then return nil end
        local lines = redis.call('LRANGE', key .. ':logs', first, first + 99)
        weight = weight + weightOf(lines)
        for _, line in ipairs(lines) do logs[#logs + 1] = line end
    end
    if weight > math.min(jobBudget, replyBudget) then return nil end
    return fields, logs, weight
end

-- The deduplication id that a job owns, and when that ends, in ms since 1970 or empty for never. Empty where it owns
-- none.
local function ownedDeduplication(id, key)
    local deduplicationId = redis.call('HGET', key, 'deid')
    local ownerKey = deduplicationId and base .. ':de:' .. deduplicationId
    if not ownerKey or redis.call('GET', ownerKey) ~= id then return {} end
    local left = redis.call('PTTL', ownerKey)
    return { deduplicationId, left >= 0 and whole(now + left) or '' }
end
