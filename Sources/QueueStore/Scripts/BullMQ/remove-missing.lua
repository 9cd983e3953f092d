-- Removes the id of a missing job from every list (data model, trap 7), with the rest of the job's keys.
-- @include flow

return each(function(id, key)
    -- The ids of old markers would look like missing jobs.
    if redis.call('EXISTS', key) == 1 or string.sub(id, 1, 2) == '0:' then return { 'exists' } end
    if redis.call('EXISTS', key .. ':lock') == 1 then return { 'locked' } end
    local place = leaveState(queue, id, true)
    redis.call('SREM', queue.stalled, id)
    local count = deleteJob(key)
    return { (place ~= 'unknown' or count > 0) and 'done' or 'absent' }
end)
