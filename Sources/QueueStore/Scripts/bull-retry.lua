-- Puts a failed or completed job back into its queue. Where no state was seen, it may be either. Option 1: `made` to
-- begin its attempts anew. Bull tests the place of the job after it has changed the hash; here everything is tested
-- first. A priority does not count, as in the library.

local outcomes = { failed = 'failedReason', completed = 'returnvalue' }
local resetsAttempts = option(1) == 'made'

testWriting()
local list = targetList(queue)

-- Where the job finished; nil where it did not.
local function finish(id)
    for _, state in ipairs(seenState == '' and { 'failed', 'completed' } or { seenState }) do
        if outcomes[state] and redis.call('ZSCORE', queue[state], id) then return state end
    end
end

return each(function(id, key)
    local job = redis.call('HMGET', key, 'timestamp', 'opts')
    if not job[1] and redis.call('EXISTS', key) == 0 then return { 'vanished' } end
    local state = finish(id)
    if not state then return { 'moved', stateOf(id) } end
    if redis.call('EXISTS', key .. ':lock') == 1 then return { 'locked' } end

    publishWaiting(queue, id)
    redis.call('ZREM', queue[state], id)
    redis.call('HDEL', key, 'finishedOn', 'processedOn', outcomes[state])
    if resetsAttempts then redis.call('HDEL', key, 'attemptsMade') end
    redis.call('HSET', key, 'retriedOn', whole(now))
    redis.call(isLifo(job[2]) and 'RPUSH' or 'LPUSH', list, id)
    return { 'done' }
end)
