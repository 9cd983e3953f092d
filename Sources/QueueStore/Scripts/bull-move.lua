-- Moves a job to another queue of Bull: a copy is added there, and the job removed here. Option 1: the base of that
-- queue.

local target = queueAt(option(1))

testWriting()
-- Read first: an ACL that keeps us from the other queue ends the script here.
redis.call('EXISTS', target.id, target.wait, target.paused, target.metaPaused, target.delayed, target.priority)

return each(function(id, key)
    local missing = absence(id, key)
    if missing then return missing end
    if redis.call('EXISTS', key) == 0 then return { 'vanished' } end
    if redis.call('EXISTS', key .. ':lock') == 1 then return { 'locked' } end
    local state = seenState ~= '' and seenState or stateOf(id)
    if state == 'active' then return { 'invalid', 'it is active; release it first' } end
    if state == '' then return { 'moved', state } end
    local repeatable = nextRunOf(id, key)
    if repeatable then return { 'pending', repeatable } end

    local reply = addCopy(target, key)
    if reply[1] == 'added' then
        leaveState(id, false)
        deleteJob(id, key)
    end
    return reply
end)
