-- The prelude of a rehearsed operation: the operation reads as always, and writes nothing. The reply to a write is
-- found by reading, and what the operation has removed is hidden from its later reads. The reply is a list: the
-- operation's own reply, and the keys that it would have deleted.

local server, deleted = redis, {}
-- The keys that would be gone, the members that would have left their keys, the ids that lists would have got, and the
-- values of counters.
local gone, lost, got, counters = {}, {}, {}, {}

-- Returns whether the rehearsal has removed a member, or its whole key.
local function isLost(key, member) return gone[key] or (lost[key] and lost[key][member]) end

-- Returns whether a list holds a member. LPOS exists since Redis 6.0.6.
local function isInList(key, member)
    local position = server.pcall('LPOS', key, member)
    if type(position) ~= 'table' then return position ~= false end
    for first = 0, server.call('LLEN', key) - 1, 1000 do
        for _, other in ipairs(server.call('LRANGE', key, first, first + 999)) do
            if other == member then return true end
        end
    end
    return false
end

-- Removes the members for which `isThere(key, member)` holds. Returns their number.
local function lose(isThere, key, ...)
    local count = 0
    for _, member in ipairs({ ... }) do
        if not isLost(key, member) and isThere(key, member) then
            lost[key] = lost[key] or {}
            lost[key][member] = true
            count = count + 1
        end
    end
    return count
end

local function isInSortedSet(key, member) return server.call('ZSCORE', key, member) end
local function isInSet(key, member) return server.call('SISMEMBER', key, member) == 1 end
local function isField(key, field) return server.call('HEXISTS', key, field) == 1 end

local sizes = { list = 'LLEN', set = 'SCARD', zset = 'ZCARD', hash = 'HLEN' }

-- Returns the number of members of a key; nil where none of them were removed.
local function size(key)
    if gone[key] then return 0 end
    local left = lost[key]
    local command = left and sizes[server.call('TYPE', key).ok]
    if not command then return nil end
    local count = server.call(command, key)
    for _ in pairs(left) do count = count - 1 end
    return count
end

-- Returns whether a key exists. A key whose last member was removed does not.
local function isThere(key)
    if gone[key] or server.call('EXISTS', key) == 0 then return false end
    return size(key) ~= 0
end

local function delete(...)
    local count = 0
    for _, key in ipairs({ ... }) do
        if isThere(key) then
            gone[key], deleted[#deleted + 1], count = true, key, count + 1
        end
    end
    return count
end

local function increase(key, by)
    counters[key] = (counters[key] or tonumber(server.call('GET', key) or '0')) + tonumber(by or 1)
    return counters[key]
end

local function push(key, ...)
    got[key] = got[key] or {}
    for _, id in ipairs({ ... }) do got[key][id] = true end
    return 0
end

-- Removes a member from a list: one that the rehearsal has added, or one of the server's.
local function leaveList(key, _, member)
    local isNew = got[key] and got[key][member]
    if isNew then got[key][member] = nil end
    return lose(isInList, key, member) + (isNew and 1 or 0)
end

local function nothing() return 0 end

local writes = {
    DEL = delete, UNLINK = delete, INCR = increase, INCRBY = increase,
    ZREM = function(...) return lose(isInSortedSet, ...) end, SREM = function(...) return lose(isInSet, ...) end,
    HDEL = function(...) return lose(isField, ...) end,
    LREM = leaveList, LPUSH = push, RPUSH = push, LPOP = function(key) return server.call('LINDEX', key, 0) end,
    SETNX = function(key) return 1 - server.call('EXISTS', key) end,
}
for _, name in ipairs({ 'HSET', 'HMSET', 'ZADD', 'SADD', 'LINSERT', 'LSET', 'LTRIM', 'SET', 'PEXPIRE',
    'PERSIST', 'RENAME', 'XADD', 'XTRIM', 'ZREMRANGEBYRANK', 'PUBLISH' }) do
    writes[name] = nothing
end

local function isMissing(key, member)
    if isLost(key, member) then return false end
    return nil
end

-- The commands whose results the rehearsal changes; they return nil where the server must be asked.
local reads = {
    EXISTS = function(...)
        local count, isChanged = 0, false
        for _, key in ipairs({ ... }) do
            isChanged = isChanged or gone[key] or lost[key]
            count = count + (isThere(key) and 1 or 0)
        end
        return isChanged and count or nil
    end,
    ZSCORE = isMissing, HGET = isMissing, SCARD = size,
    LPOS = function(key, member)
        if got[key] and got[key][member] then return 0 end
        return isMissing(key, member)
    end,
    SISMEMBER = function(key, member) return isLost(key, member) and 0 or nil end,
    HEXISTS = function(key, field) return isLost(key, field) and 0 or nil end,
    HMGET = function(key, ...)
        if not gone[key] then return nil end
        local values = {}
        for index = 1, select('#', ...) do values[index] = false end
        return values
    end,
    TYPE = function(key) return gone[key] and { ok = 'none' } or nil end,
}

local function run(ask, name, ...)
    local write = writes[name]
    if not write then
        local read = reads[name]
        local found = nil
        if read then found = read(...) end
        if found ~= nil then return found end
        return ask(name, ...)
    end
    -- Redis 7 reports what the user may do, and a replica takes no writes.
    if server.acl_check_cmd and not server.acl_check_cmd(name, ...) then
        error({ err = 'NOPERM The user executing the script can\'t run this command or touch this key' })
    end
    return write(...)
end

local redis = setmetatable({
    call = function(...) return run(server.call, ...) end, pcall = function(...) return run(server.pcall, ...) end,
}, { __index = server })
