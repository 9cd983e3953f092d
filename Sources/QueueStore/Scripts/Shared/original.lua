-- Finds the original of a job in the data of its dead letter, as applications write it by hand (data model, 4.34). The
-- original's data stays as it is written, byte for byte, since decoding would change long numbers and empty lists.

-- The members that contain a whole job, and those that contain a part of one.
local wrappers = { 'originalJob', 'original', 'deadJob', 'failedJob', 'job' }
local parts = {
    data = { 'originalData', 'originalJobData', 'originalPayload', 'jobData', 'payload', 'data' },
    name = { 'originalName', 'originalJobName', 'jobName', 'name' },
    opts = { 'originalOptions', 'originalOpts', 'originalJobOptions', 'originalJobOpts', 'jobOptions', 'jobOpts', 'options',
        'opts' },
}

-- Returns the end of the JSON string that begins at a position; nil where it does not end.
local function endOfString(text, first)
    local position = first + 1
    while true do
        position = string.find(text, '["\\]', position)
        if not position then return nil end
        if string.sub(text, position, position) == '"' then return position end
        position = position + 2
    end
end

-- Returns the end of the JSON value that begins at a position; nil where it does not end.
local function endOfValue(text, first)
    local opening = string.sub(text, first, first)
    if opening == '"' then return endOfString(text, first) end
    if opening ~= '{' and opening ~= '[' then return (string.find(text, '[,%]}%s]', first) or #text + 1) - 1 end
    local depth, position = 0, first
    while true do
        position = string.find(text, '["{}%[%]]', position)
        if not position then return nil end
        local character = string.sub(text, position, position)
        if character == '"' then
            position = endOfString(text, position)
            if not position then return nil end
        elseif character == '{' or character == '[' then
            depth = depth + 1
        else
            depth = depth - 1
            if depth == 0 then return position end
        end
        position = position + 1
    end
end

-- Returns the members of a JSON object by their names, each as JSON text; nil for other values.
local function membersOf(text)
    local position = string.match(text, '^%s*{()')
    if not position or not pcall(cjson.decode, text) then return nil end
    local members = {}
    while true do
        local name = string.find(text, '["}]', position)
        if not name or string.sub(text, name, name) == '}' then return members end
        local nameEnd = endOfString(text, name)
        local first = nameEnd and string.match(text, '^%s*:%s*()', nameEnd + 1)
        local last = first and endOfValue(text, first)
        if not last then return nil end
        members[string.sub(text, name + 1, nameEnd - 1)] = string.sub(text, first, last)
        position = last + 1
    end
end

-- Returns the text of a JSON string; nil for other values.
local function textOf(value)
    if not value or string.sub(value, 1, 1) ~= '"' then return nil end
    return cjson.decode('[' .. value .. ']')[1]
end

-- Returns whether a text is one JSON value; false for nil.
local function isJSON(text)
    return text ~= nil and pcall(cjson.decode, '[' .. text .. ']')
end

-- Returns the first existing member of a kind.
local function part(members, kind)
    for _, name in ipairs(parts[kind]) do
        if members[name] then return members[name] end
    end
end

-- Returns the members of the whole job in a letter, given as an object or as its text; nil where there is none.
local function wrapped(members)
    for _, name in ipairs(wrappers) do
        local value = members[name]
        local job = value and membersOf(textOf(value) or value)
        if job and part(job, 'data') then return job end
    end
end

-- Returns the original in a dead letter: its name, by default the letter's own, its data as JSON text, and its options
-- as a table; nil where the letter does not contain one.
local function originalOf(key)
    local letter = redis.call('HMGET', key, 'data', 'name')
    local members = membersOf(letter[1] or '')
    local job = members and (wrapped(members) or members)
    local data, opts = job and part(job, 'data'), job and part(job, 'opts')
    if not data then return nil end
    -- The output of `job.asJSON()` contains its data and its stack trace as JSON texts, and in older versions its
    -- options, too.
    local inner = opts and textOf(opts)
    if textOf(data) and isJSON(textOf(data)) and (inner or isJSON(textOf(job.stacktrace))) then data = textOf(data) end
    return { name = textOf(part(job, 'name')) or letter[2], data = data, opts = object(inner or opts) }
end
