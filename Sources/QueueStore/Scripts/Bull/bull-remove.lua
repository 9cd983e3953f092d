-- Removes a job, whatever its state. A locked job stays, and the next run of a repeatable, which would stop without it;
-- the library removes that.
-- @include bull-flow
-- @include bull-delayed
-- @include bull-kept
-- @option children: ignored, as Bull has no flows

return each(function(id, key)
    if isFull then return { 'later' } end
    local isMissing = redis.call('EXISTS', key) == 0
    if isMissing and stateOf(queue, id) == '' then return { 'vanished' } end
    local refusal = moved(id)
    if refusal then return refusal end
    if redis.call('EXISTS', key .. ':lock') == 1 then return { 'locked' } end
    local repeatable = not isMissing and nextRunOf(id, key)
    if repeatable then return { 'pending', repeatable } end
    local reply = { 'done' }
    if replyBudget > 0 and not isMissing then
        reply = keptReply(id, key)
        if reply[1] ~= 'removed' then return reply end
    end
    leaveState(id, isMissing)
    deleteJob(id, key)
    return reply
end)
