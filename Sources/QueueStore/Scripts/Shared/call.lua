-- The arguments of every operation. Swift writes the tables `keyNames` and `keyTypes` in front of it, from the lines
-- `@keys`.
-- @include values
--
-- KEYS: the queue's own keys, as `@keys` names them; then the hashes of the jobs that the operation is for; then keys of
--       other queues, which a cluster has to know.
-- ARGV: 1 the queue's base, 2 and 3 the oldest and the newest family that the queue may belong to, 4 the time in ms, 5 the
--       state in which the operator saw the jobs, or nothing for any, 6 the number of words in the options; then the
--       options, a name and a value in turn; then the ids of the jobs, as many as their hashes.
-- An operation on jobs replies with a list for each job: its outcome, and details where there are some. An operation on
-- a queue, and one that is refused for all jobs, replies with one such list.

local base, now, seenState = ARGV[1], tonumber(ARGV[4]), ARGV[5]
local firstJob = 7 + tonumber(ARGV[6])

-- The operation's own arguments by the names in the lines `@option`; nil for those that are not given.
local option = {}
for index = 7, firstJob - 2, 2 do option[ARGV[index]] = ARGV[index + 1] end

-- Returns the keys of one queue. The keys of other queues (parents, children) are known only from data.
local function queueAt(queueBase)
    local owner = { base = queueBase }
    for _, name in ipairs(keyNames) do owner[name] = queueBase .. ':' .. name end
    return owner
end

local queue = queueAt(base)
for index, name in ipairs(keyNames) do queue[name] = KEYS[index] end

-- Returns the reply of an operation that finds another type than it should at a key.
local function wrongType(key, expected)
    local found = redis.call('TYPE', key).ok
    if found ~= expected and found ~= 'none' then return { 'wrongType', found, key } end
end

-- Returns the refusal where one of a queue's keys has another type than the library gives it; nil where none has. Call
-- it for every queue that an operation uses before anything is changed.
local function damage(owner)
    for _, name in ipairs(keyNames) do
        local refusal = wrongType(owner[name], keyTypes[name])
        if refusal then return refusal end
    end
end

-- Ends a change with a refusal, before anything is changed.
local function refuse(refusal) error({ refusal = refusal }) end

-- Returns a queue whose keys have the right types. Ends the change where they do not.
local function checked(owner)
    if owner.isChecked then return owner end
    local refusal = damage(owner)
    if refusal then refuse(refusal) end
    owner.isChecked = true
    return owner
end

-- Returns the reply of a change that ended with an error: its refusal, or the server's own words.
local function replyTo(trouble)
    if type(trouble) ~= 'table' then return { 'error', tostring(trouble) } end
    return trouble.refusal or { 'error', trouble.err or 'unknown error' }
end

local broken = damage(queue)
if broken then return broken end
queue.isChecked = true
