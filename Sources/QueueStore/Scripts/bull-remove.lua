-- Removes a job. Whatever its state, a lock keeps it; the pending iteration of a repeatable is a job like others.

return each(function(id, key)
    local missing = absence(id, key)
    if missing then return missing end
    if redis.call('EXISTS', key .. ':lock') == 1 then return { 'locked' } end
    leaveState(id, redis.call('EXISTS', key) == 0)
    deleteJob(id, key)
    return { 'done' }
end)
