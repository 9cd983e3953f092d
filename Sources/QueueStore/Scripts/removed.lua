-- What is noted of a removed job, whatever library it is of.

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
