-- Moves a job to another queue of Bull: a copy is added there, and the job removed here. Option 1: the base of that
-- queue.

local target = queueAt(option(1))

testWriting()

return each(function(id, key)
    local missing = absence(id, key)
    if missing then return missing end
    if redis.call('EXISTS', key) == 0 then return { 'vanished' } end
    if redis.call('EXISTS', key .. ':lock') == 1 then return { 'locked' } end
    redis.call('EXISTS', target.id, target.wait, target.paused, target.metaPaused, target.delayed, target.priority)
    local newId = addCopy(target, key)
    leaveState(id, false)
    deleteJob(id, key)
    return { 'added', newId, '1' }
end)
