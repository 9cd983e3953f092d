-- Removes the jobs of `wait`, `paused` or `delayed`. The next run of a repeatable stays; the
-- library drops it and leaves its hash, with those of all delayed jobs, and the queue half paused.
-- @include bull-flow
-- @include bull-delayed
-- @include walk

if not isQueue() then return { 'absent' } end
local reply = walk(function(id, key)
    if nextRunOf(id, key) then return false end
    deleteJob(id, key)
    return true
end)
return reply
