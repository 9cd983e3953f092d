-- Restores a removed job of Bull to its former place.
-- @include bull
-- @option nodes: packed as `restore.lua` takes them: one job, without children and parent

local node = cmsgpack.unpack(option.nodes)[1]
local id, place, score, ahead = node.id, node.place, node.score, tonumber(node.ahead)
local key, deduplication = base .. ':' .. id, node.deduplication

testWriting()
if redis.call('EXISTS', key, key .. ':logs') > 0 or stateOf(queue, id) ~= '' then return { 'exists' } end
local isWaiting = place == 'wait' or place == 'paused'
local list = isWaiting and targetList(queue) or place == 'active' and queue.active or nil
if isWaiting then publishWaiting(queue, id) end
if place == 'delayed' then publish(queue, 'delayed', whole(math.floor(tonumber(score) / 4096))) end

inPieces('HMSET', key, node.fields)
inPieces('RPUSH', key .. ':logs', node.logs)

-- As many ids are to the right of it as before. Those with priorities are the rightmost ones.
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
