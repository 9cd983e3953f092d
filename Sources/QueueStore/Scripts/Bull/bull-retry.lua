-- Returns a failed or completed job to its queue. Without a seen state it may be either.
-- @include bull-rejoin
-- @option made: given to reset the attempts made and the stalled counter
-- @option started: ignored, as Bull counts no attempts started

testWriting()

-- Returns the state in which the job finished; nil where it has not finished.
local function finish(id)
    for _, state in ipairs(seenState == '' and { 'failed', 'completed' } or { seenState }) do
        if outcomes[state] and redis.call('ZSCORE', queue[state], id) then return state end
    end
end

return each(function(id, key)
    local refusal, options = reasonAgainstRetry(key)
    local state = finish(id)
    if refusal and (refusal[1] == 'vanished' or state) then return refusal end
    if not state then return { 'moved', stateOf(queue, id) } end

    putBack(id, key, options, state)
    redis.call('ZREM', queue[state], id)
    if option.made then redis.call('HDEL', key, 'attemptsMade', 'stalledCounter') end
    return { 'done' }
end)
