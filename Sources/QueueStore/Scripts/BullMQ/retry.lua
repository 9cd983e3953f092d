-- Returns a failed or completed job to its queue (data model, 4.4 and 4.5). Without a seen state it may be either.
-- @include rejoin
-- @option started: given to reset the attempts started

local sources = { failed = queue.failed, completed = queue.completed }
-- A job from before an upgrade from 4 shows its old counter while it has one (data model, 2.1).
local counters = { made = { 'atm', 'attemptsMade', 'defa', 'stc', 'stalledCounter' }, started = { 'ats' } }
for name, fields in pairs(counters) do
    for _, counter in ipairs(option[name] and fields or {}) do
        for _, gone in pairs(cleared) do gone[#gone + 1] = counter end
    end
end

-- Removes the job from where it finished, and returns the name of that state; nil where it has not finished.
local finished = seenState == '' and { 'failed', 'completed' } or { sources[seenState] and seenState }
local function leave(id)
    for index = 1, #finished do
        if call('ZREM', sources[finished[index]], id) == 1 then return finished[index] end
    end
end

local done = { 'done' }

local replies = each(function(id, key)
    local job, refusal = readFinished(key)
    if not job then return refusal[1] == 'failsAtOnce' and moved(id) or refusal end
    local state = leave(id)
    if not state then
        push()
        return { 'moved', stateOf(queue, id) }
    end
    putBack(id, key, job, state)
    return done
end)
push()
return replies
