-- Removes the jobs of `wait`, `paused` or `delayed`. Options: 1 which of these, 2 how many of its ids are to stay,
-- from earlier calls, 3 how many are looked at. The next run of a repeatable stays; the library drops it and leaves
-- its hash, with those of all delayed jobs, and the queue half paused.

local name, kept, count = option(1), tonumber(option(2)), tonumber(option(3))

testWriting()
if not isQueue() then return { 'absent' } end
local ids = window(name, kept, count)
local done, stays = 0, kept
for _, id in ipairs(ids) do
    local key = base .. ':' .. id
    if nextRunOf(id, key) then
        stays = stays + 1
    else
        take(name, id)
        deleteJob(id, key)
        done = done + 1
    end
end
return batchReply(done, 0, 0, #ids == count and stays or nil)
