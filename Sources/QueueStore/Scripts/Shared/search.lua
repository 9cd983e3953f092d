-- Reads fields of jobs, and changes nothing.
--
-- KEYS: the hashes of the jobs.
-- ARGV: 1 the maximum number of bytes of a whole field, 2 whether cut fields are measured as well (1), 3 the length of the
-- part before an id in a key, 4 the position of the only field that conditions look at, else 0, 5 the number of fields, and
-- for each its name and its mode: 0 small, 1 whole, n the first n bytes, -n the last n bytes, at least 32. Whole values are
-- measured first. Cut ones are measured only where huge ones are known: looking at a length takes longer than reading a
-- short value. Then the number of conditions, and for each: whether case is ignored (1), whether the id counts as well (1),
-- the number of texts and the texts, the number of fields and their positions. All texts must be in one of the fields.
--
-- Returns for each job, as far as it came: false for a job that does not exist, an error for one that cannot be read, 0
-- for one that a condition excludes, or 1 plus the bytes of its huge cut fields and a value for each field: false for a
-- field that the job does not have, n for the value that is already in the reply behind n others, -1 for a value that is
-- too large. Everything is in one list, since making a table for each job takes a server longer than reading it. The reply
-- ends early after 256 kB, so that other clients are served.
local at = 0
local function take()
    at = at + 1
    return ARGV[at]
end

local limit, measuresCut, before, tested = tonumber(take()), take() == '1', tonumber(take()), tonumber(take())
-- The size from which a value of a cut field is huge, in bytes: reading it takes a server about a millisecond.
local huge = 262144
-- The name and the mode of each field, and the first job that had each value; the positions of the fields that are
-- measured.
local names, modes, seen, measured = {}, {}, {}, {}
for index = 1, tonumber(take()) do
    local mode
    names[index], mode, seen[index] = take(), tonumber(take()), {}
    modes[index] = mode
    if mode == 1 or measuresCut and mode ~= 0 then measured[#measured + 1] = index end
end
local call, find, sub, lower = redis.pcall, string.find, string.sub, string.lower
local count = #names

-- Returns the spellings of the beginning of a text in lower case, at most eight: searching for each of them is much
-- quicker than changing the case of a whole value.
local function beginnings(text)
    local ways = { '' }
    for index = 1, #text do
        local small = string.sub(text, index, index)
        local large = string.upper(small)
        if large ~= small and #ways == 8 then break end
        for way = 1, #ways do
            if large ~= small then ways[#ways + 1] = ways[way] .. large end
            ways[way] = ways[way] .. small
        end
    end
    return ways
end

local conditions = {}
for index = 1, tonumber(take()) do
    local condition = { ignoresCase = take() == '1', countsID = take() == '1', texts = {}, beginnings = {}, fields = {} }
    for text = 1, tonumber(take()) do
        condition.texts[text] = take()
        condition.beginnings[text] = condition.ignoresCase and beginnings(condition.texts[text])
    end
    for field = 1, tonumber(take()) do condition.fields[field] = tonumber(take()) end
    conditions[index] = condition
end

local function holdsAny(text, parts)
    for _, part in ipairs(parts) do
        if find(text, part, 1, true) then return true end
    end
    return false
end

local function holds(text, condition)
    -- An escaped value may contain the text in other characters.
    if find(text, '\\', 1, true) then return true end
    if condition.ignoresCase then
        if #text > 64 then
            for _, ways in ipairs(condition.beginnings) do
                if not holdsAny(text, ways) then return false end
            end
        end
        text = lower(text)
    end
    local texts = condition.texts
    for index = 1, #texts do
        if not find(text, texts[index], 1, true) then return false end
    end
    return true
end

-- Returns whether a condition holds for the id of a job or for one of its values.
local function isMet(condition, values, key)
    if condition.countsID and holds(sub(key, before + 1), condition) then return true end
    local fields = condition.fields
    for place = 1, #fields do
        local value = values[fields[place]]
        if value and (value == -1 or holds(value, condition)) then return true end
    end
    return false
end

local function fits(values, key)
    for index = 1, #conditions do
        if not isMet(conditions[index], values, key) then return false end
    end
    return true
end

-- Returns the values of a job some of whose fields are too large to be read.
local function readOthers(key, isLarge)
    local wanted, positions, values = {}, {}, {}
    for index, name in ipairs(names) do
        if isLarge[index] then
            values[index] = -1
        else
            wanted[#wanted + 1], positions[#positions + 1] = name, index
        end
    end
    local found = #wanted > 0 and call('HMGET', key, unpack(wanted)) or {}
    if found.err then return found end
    for index, position in ipairs(positions) do values[position] = found[index] end
    return values
end

-- The bytes of the huge cut fields of the present job.
local hugeBytes = 0

-- Returns the values of a job, or an error.
local function read(key)
    local isLarge = nil
    for position = 1, #measured do
        local index = measured[position]
        local length = call('HSTRLEN', key, names[index])
        if type(length) == 'table' then return length end
        local isCut = modes[index] ~= 1
        if length > (isCut and huge or limit) then
            isLarge = isLarge or {}
            isLarge[index] = true
            if isCut then hugeBytes = hugeBytes + length end
        end
    end
    if isLarge then return readOthers(key, isLarge) end
    return call('HMGET', key, unpack(names))
end

local bytes = 0
local single, testedName, testedIsMeasured = {}, names[tested], modes[tested] == 1

-- Returns whether a condition excludes a job, from the only field that conditions look at: most jobs are excluded, and
-- reading one short field of them takes half as long as reading all.
local function isExcluded(key)
    if testedIsMeasured then
        local length = call('HSTRLEN', key, testedName)
        if type(length) == 'table' or length > limit then return false end
    end
    local value = call('HGET', key, testedName)
    if type(value) ~= 'string' then return false end
    bytes = bytes + #value
    single[tested] = value
    return not fits(single, key)
end

-- Adds the bytes of values to the size of the reply. Returns whether there is any value.
local function weigh(values)
    local exists = false
    for index = 1, count do
        local value = values[index]
        if value then
            exists = true
            if value ~= -1 then bytes = bytes + #value end
        end
    end
    return exists
end

local replies, last = {}, 0

local function addAlone(reply)
    last = last + 1
    replies[last] = reply
end

-- Returns the wanted part of a long value, or the position of the same value of an earlier job.
local function part(value, index)
    local mode, earlier = modes[index], seen[index]
    if #value > huge and mode ~= 1 then hugeBytes = hugeBytes + #value end
    if mode > 1 and #value > mode then
        value = sub(value, 1, mode)
    elseif mode < 0 and #value > -mode then
        value = sub(value, mode)
    end
    if earlier[value] then return earlier[value] end
    earlier[value] = last - 1
    return value
end

-- Adds the wanted values of a job to the reply.
local function add(values)
    addAlone(1)
    local head = last
    for index = 1, count do
        local value = values[index]
        last = last + 1
        if value and value ~= -1 and #value > 32 then value = part(value, index) end
        replies[last] = value
    end
    if hugeBytes > 0 then replies[head], hugeBytes = 1 + hugeBytes, 0 end
end

-- Adds what is read of a job to the reply.
local function addJob(key)
    local values = read(key)
    if values.err then
        addAlone(values)
    elseif not weigh(values) then
        addAlone(false)
    elseif conditions[1] and not fits(values, key) then
        addAlone(0)
    else
        add(values)
    end
end

for index = 1, #KEYS do
    local key = KEYS[index]
    if testedName and isExcluded(key) then
        addAlone(0)
    else
        addJob(key)
    end
    if bytes > 262144 then break end
end
return replies
