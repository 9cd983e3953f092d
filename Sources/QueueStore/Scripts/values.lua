-- What the scripts for every library share. Swift puts this file first.

-- A JSON object, or an empty table for anything else.
local function object(text)
    if not text then return {} end
    local isValid, value = pcall(cjson.decode, text)
    return isValid and type(value) == 'table' and value or {}
end

-- Whether a list holds an id. Looked for from its right end, where the oldest ones are. LPOS exists since Redis 6.0.6.
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
