-- Removes the jobs of `wait`, `paused` or `delayed`. The next run of a repeatable stays. The library removes its id and
-- leaves its hash, and those of all delayed jobs, and leaves the queue half paused.
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
