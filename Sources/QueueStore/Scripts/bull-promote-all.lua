-- Lets delayed jobs run now, those that would have run first in front. Options: 1 how many ids stay, from earlier
-- calls, 2 how many are looked at. Ghosts stay.

local kept, count = tonumber(option(1)), tonumber(option(2))

testWriting()
if not isQueue() then return { 'absent' } end
local ids = redis.call('ZRANGE', queue.delayed, kept, kept + count - 1)
local ghosts = 0
for _, id in ipairs(ids) do
    local key = base .. ':' .. id
    if redis.call('EXISTS', key) == 1 then promote(id, key) else ghosts = ghosts + 1 end
end
return batchReply(#ids - ghosts, ghosts, 0, #ids == count and kept + ghosts or nil)
