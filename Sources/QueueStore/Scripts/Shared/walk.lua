-- Goes through a list or a sorted set of a queue in batches. The script is called until it has gone through as many ids
-- as there were at the first call.
-- @include library
-- @option place: the library's name of the list or sorted set
-- @option count: the number of ids that are looked at
-- @option bound: the highest score, in a sorted set
-- @option kept: the number of ids that stay before the place where the last call has ended
-- @option last: the last one of these
-- @option score: its score
--
-- Reply: 'batch', the number of jobs that were changed, of ids that were looked at, and of all ids, the options `kept`,
-- `last` and `score` of the next call, for each reason why ids stay a list: word, detail, number of ids; and the number
-- of other jobs that were removed with them. In a rehearsal that number is 0, and the ids that would be removed come
-- last.

local place, count, bound = option.place, tonumber(option.count), option.bound
local source = queue[place]
local isInList = keyTypes[place] == 'list'

-- Returns the number of ids that stay before those that this call looks at. Others may have left meanwhile: the ids
-- before the last one that stays are counted again. Where that one has left a list, all older ids are assumed to have
-- left before it.
local function offset()
    local kept, last, score = tonumber(option.kept), option.last, option.score
    if kept == 0 then return 0 end
    if not isInList then
        local rank = redis.call('ZRANK', source, last)
        return rank and rank + 1 or redis.call('ZCOUNT', source, '-inf', '(' .. score)
    end
    if redis.call('LINDEX', source, -kept) == last then return kept end
    local position = redis.pcall('LPOS', source, last, 'RANK', -1, 'MAXLEN', kept)
    return type(position) == 'number' and redis.call('LLEN', source) - position or 0
end

local length = isInList and redis.call('LLEN', source) or redis.call('ZCOUNT', source, '-inf', bound)
local start = offset()

-- Returns the ids that this call looks at: those that would run first, or have finished first. In a list they come in
-- its own order, from left to right, as the library goes through it.
local function window()
    if isInList then return redis.call('LRANGE', source, -start - count, -start - 1) end
    local last = math.min(start + count, length) - 1
    return last < start and {} or redis.call('ZRANGE', source, start, last)
end

-- Removes ids from a list, from its right end, where `start` of them stay. `positions` are their places in the window.
local function takeFromList(ids, positions)
    if start == 0 and #positions == #ids then return redis.call('LTRIM', source, 0, -#ids - 1) end
    for _, position in ipairs(positions) do redis.call('LSET', source, position - #ids - 1 - start, '') end
    redis.call('LREM', source, -#positions, '')
end

-- Removes the ids at these positions of the window from their place.
local function take(ids, positions)
    if #positions == 0 then return end
    if isInList then return takeFromList(ids, positions) end
    for first = 1, #positions, 5000 do
        local members = {}
        for index = first, math.min(first + 4999, #positions) do members[#members + 1] = ids[positions[index]] end
        redis.call('ZREM', source, unpack(members))
    end
end

-- Fails here for a key that may only be read, before any job is changed.
local function testWriting()
    if isInList then redis.call('LTRIM', source, 0, -1) else redis.call('ZREMRANGEBYRANK', source, 1, 0) end
end

-- Counts a reason why an id stays.
local function note(reasons, word, detail)
    local reason = reasons[word .. detail] or { word, detail, 0 }
    reasons[word .. detail] = reason
    reason[3] = reason[3] + 1
end

-- Calls `change(id, key)` for each id of the window, which returns whether the id is removed and, if not, the reason: a
-- word and a detail, or nothing. Removed ids are taken out at the end; an id for which `change` fails stays. `along`
-- are the ids of other jobs that it has removed. Returns the reply, and the removed ids.
local function walk(change, along)
    testWriting()
    local ids, positions, gone, reasons, reply = window(), {}, {}, {}, {}
    for position, id in ipairs(ids) do
        -- The markers of BullMQ 3 and 4 are not jobs.
        if not isInList or string.sub(id, 1, 2) ~= '0:' then
            local isDone, goes, word, detail = pcall(change, id, base .. ':' .. id)
            if not isDone then word, detail = unpack(replyTo(goes)) end
            if isDone and goes then
                positions[#positions + 1] = position
                gone[#gone + 1] = id
            elseif word then
                note(reasons, word, detail or '')
            end
        end
    end
    take(ids, positions)

    -- In a rehearsal, removed ids are still there.
    local kept = start + #ids - (isRehearsal and 0 or #gone)
    local last = kept > 0 and (isInList and redis.call('LINDEX', source, -kept)
        or redis.call('ZRANGE', source, kept - 1, kept - 1)[1]) or ''
    local score = last ~= '' and not isInList and redis.call('ZSCORE', source, last) or ''
    for _, reason in pairs(reasons) do reply[#reply + 1] = reason end
    return { 'batch', #gone, #ids, length, kept, last, score, reply, isRehearsal and 0 or along and #along or 0, isRehearsal and gone or nil }, gone
end
