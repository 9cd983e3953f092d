-- Puts a failed or completed job back into its queue. Where no state was seen, it may be either.
-- @include bull-rejoin
-- @option made: given to begin its attempts anew, and to forget that it stalled
-- @option started: means nothing, as Bull counts no attempts that were started

testWriting()

-- Returns where the job finished; nil where it did not.
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
