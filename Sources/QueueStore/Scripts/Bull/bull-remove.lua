-- Removes a job. Whatever its state, a lock keeps it. So does a repeatable whose next run it is, which would stop
-- without it; the library removes it.
-- @include bull-flow
-- @include bull-delayed
-- @include bull-kept
-- @option children: means nothing, as Bull has no flows

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
