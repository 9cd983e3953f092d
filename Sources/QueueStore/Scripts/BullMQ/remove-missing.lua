-- Removes an id whose job does not exist from every list (data model, trap 7), with what is left of the job.
-- @include flow

return each(function(id, key)
    -- The ids of old markers look like missing jobs.
    if redis.call('EXISTS', key) == 1 or string.sub(id, 1, 2) == '0:' then return { 'exists' } end
    if redis.call('EXISTS', key .. ':lock') == 1 then return { 'locked' } end
    local place = leaveState(queue, id, true)
    redis.call('SREM', queue.stalled, id)
    local count = deleteJob(key)
    return { (place ~= 'unknown' or count > 0) and 'done' or 'absent' }
end)
