-- Puts a removed job of Bull back where it was. Options: four that mean nothing here; then, as in `restore.lua`, the
-- queue's base, the id, the place, the score, the ids ahead, and lists, each as its length and its members: the fields
-- of the hash, the log lines, four that are empty, none for a parent, and the deduplication id with its end in ms.

local cursor = 9
local function takeList()
    local list, length = {}, tonumber(option(cursor + 1))
    for index = 1, length do list[index] = option(cursor + 1 + index) end
    cursor = cursor + 1 + length
    return list
end

local id, place, score, ahead = option(6), option(7), option(8), tonumber(option(9))
local key = KEYS[15]
local fields, logs = takeList(), takeList()
for _ = 1, 5 do takeList() end
local deduplication = takeList()

testWriting()
if redis.call('EXISTS', key, key .. ':logs') > 0 or stateOf(id) ~= '' then return { 'exists' } end
local isWaiting = place == 'wait' or place == 'paused'
local list = isWaiting and targetList(queue) or place == 'active' and queue.active or nil
if isWaiting then publishWaiting(queue, id) end
if place == 'delayed' then publish(queue, 'delayed', whole(math.floor(tonumber(score) / 4096))) end

-- Runs a command with any number of values.
local function inPieces(command, target, values)
    for first = 1, #values, 5000 do
        redis.call(command, target, unpack(values, first, math.min(first + 4999, #values)))
    end
end
inPieces('HMSET', key, fields)
inPieces('RPUSH', key .. ':logs', logs)

-- With as many ids to the right of it as there were. Those with priorities are the rightmost ones.
if list then
    local pivot = ahead > 0 and redis.call('LINDEX', list, -ahead)
    if pivot then
        redis.call('LINSERT', list, 'BEFORE', pivot, id)
    else
        redis.call(ahead > 0 and 'LPUSH' or 'RPUSH', list, id)
    end
    local priority = tonumber(redis.call('HGET', key, 'priority') or '') or 0
    if isWaiting and priority > 0 and ahead <= redis.call('ZCOUNT', queue.priority, 0, priority) then
        redis.call('ZADD', queue.priority, priority, id)
    end
elseif place ~= '' then
    redis.call('ZADD', queue[place], score, id)
end

local deduplicationId, finish = deduplication[1], tonumber(deduplication[2] or '')
if deduplicationId and (not finish or finish > now) then
    local ownerKey = base .. ':de:' .. deduplicationId
    if redis.call('SETNX', ownerKey, id) == 1 and finish then redis.call('PEXPIRE', ownerKey, whole(finish - now)) end
end
return { 'done' }
