-- Puts failed or completed jobs back into their queue, those that finished first in front. Options: 1 the state, 2 no
-- job that finished after this time, in ms since 1970, 3 how many ids stay, from earlier calls, 4 how many are looked
-- at. As in the library nothing is published, and `lifo` and priority do not count. Ghosts stay.

local source, bound, kept, count = queue[option(1)], option(2), tonumber(option(3)), tonumber(option(4))
local outcome = option(1) == 'failed' and 'failedReason' or 'returnvalue'

if not isQueue() then return { 'absent' } end
local ids = redis.call('ZRANGEBYSCORE', source, '-inf', bound, 'LIMIT', kept, count)
local moved = {}
for _, id in ipairs(ids) do
    local key = base .. ':' .. id
    local isJob = redis.call('HDEL', key, 'finishedOn', 'processedOn', outcome) > 0 or redis.call('EXISTS', key) == 1
    if isJob then moved[#moved + 1] = id end
end
if #moved > 0 then
    redis.call('ZREM', source, unpack(moved))
    redis.call('LPUSH', targetList(queue), unpack(moved))
end
local ghosts = #ids - #moved
return batchReply(#moved, ghosts, 0, #ids == count and kept + ghosts or nil)
