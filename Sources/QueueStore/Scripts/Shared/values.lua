-- Functions that the scripts for every library share.

-- Returns a JSON object, or an empty table for anything else.
local function object(text)
    if not text then return {} end
    local isValid, value = pcall(cjson.decode, text)
    return isValid and type(value) == 'table' and value or {}
end

-- Returns a whole number as text. Lua's own conversion keeps 14 digits (data model, trap 12).
local function whole(number) return string.format('%.0f', number) end

-- Returns whether the options of a job ask for the front of the list. Most options do not even mention it.
local function isLifo(options)
    return options and string.find(options, '"lifo"', 1, true) and object(options).lifo == true
end

-- Returns whether a list holds an id. The search begins at its right end, where the oldest ids are. LPOS exists since
-- Redis 6.0.6.
local function holds(list, id)
    local position = redis.pcall('LPOS', list, id, 'RANK', -1)
    if type(position) ~= 'table' then return position ~= false end
    local length = redis.call('LLEN', list)
    for first = 0, length - 1, 1000 do
        for _, member in ipairs(redis.call('LRANGE', list, first, first + 999)) do
            if member == id then return true end
        end
    end
    return false
end

-- Runs a command with any number of values. More than 7,999 do not fit into one call (data model, trap 11).
local function inPieces(command, key, values)
    for first = 1, #values, 5000 do
        redis.call(command, key, unpack(values, first, math.min(first + 4999, #values)))
    end
end
