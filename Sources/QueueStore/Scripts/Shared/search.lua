-- Reads fields of jobs, and changes nothing.
--
-- KEYS: the hashes of the jobs. ARGV: 1 the most bytes of a field, 2 the length of what stands before an id in a key,
-- 3 the number of fields, and of each its name and its mode: 0 small, 1 as it is, n the first n bytes, -n the last n bytes.
-- Then the number of conditions, and of each: whether case is ignored (1), whether the id counts as well (1), the number of
-- texts and the texts, the number of fields and their positions. All texts must be in one of the fields.
--
-- Returns for each job, as far as it came: false for one that does not exist, an error for one that cannot be read, 0 for
-- one that a condition excludes, or its fields: their values, false for one that it does not have, {n} for the same value as that of the job n, -1 for a value
-- that is too large. It ends early behind 256 kB, so that other clients have their turn.
local at = 0
local function take()
    at = at + 1
    return ARGV[at]
end

local limit, before = tonumber(take()), tonumber(take())
local names, modes, measured = {}, {}, {}
for index = 1, tonumber(take()) do
    names[index], modes[index] = take(), tonumber(take())
    measured[index] = modes[index] ~= 0
end
local conditions = {}
for index = 1, tonumber(take()) do
    local condition = { ignoresCase = take() == '1', countsID = take() == '1', texts = {}, fields = {} }
    for text = 1, tonumber(take()) do condition.texts[text] = take() end
    for field = 1, tonumber(take()) do condition.fields[field] = tonumber(take()) end
    conditions[index] = condition
end

local function holds(text, condition)
    -- What is escaped may say the text in other signs.
    if string.find(text, '\\', 1, true) then return true end
    if condition.ignoresCase then text = string.lower(text) end
    for _, part in ipairs(condition.texts) do
        if not string.find(text, part, 1, true) then return false end
    end
    return true
end

local function fits(values, id)
    for _, condition in ipairs(conditions) do
        local found = condition.countsID and holds(id, condition)
        for _, field in ipairs(condition.fields) do
            if found then break end
            local value = values[field]
            found = value == -1 or value and holds(value, condition)
        end
        if not found then return false end
    end
    return true
end

local bytes, seen = 0, {}
for index = 1, #names do seen[index] = {} end

-- The values of one job; those that are too large are not read. False where it does not exist, or an error.
local function read(key)
    local wanted, positions, values, exists = {}, {}, {}, false
    for index, name in ipairs(names) do
        values[index] = false
        local length = measured[index] and redis.pcall('HSTRLEN', key, name) or 0
        if type(length) == 'table' then return length end
        if length > limit then
            values[index], exists = -1, true
        elseif length > 0 or not measured[index] then
            wanted[#wanted + 1], positions[#positions + 1] = name, index
        end
    end
    local found = redis.pcall('HMGET', key, unpack(wanted))
    if found.err then return found end
    for index, value in ipairs(found) do
        if value then
            exists = true
            bytes = bytes + #value
            local mode = modes[positions[index]]
            if mode > 1 then value = string.sub(value, 1, mode) end
            if mode < 0 then value = string.sub(value, mode) end
        end
        values[positions[index]] = value
    end
    return exists and values
end

local jobs = {}
for job, key in ipairs(KEYS) do
    local values = read(key)
    if not values or values.err then
        jobs[job] = values
    elseif not fits(values, string.sub(key, before + 1)) then
        jobs[job] = 0
    else
        for index, value in ipairs(values) do
            if type(value) == 'string' and #value > 32 then
                local earlier = seen[index][value]
                if earlier then values[index] = { earlier } else seen[index][value] = job - 1 end
            end
        end
        jobs[job] = values
    end
    if bytes > 262144 then break end
end
return jobs
