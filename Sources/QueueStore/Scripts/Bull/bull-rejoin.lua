-- Returns finished jobs of Bull to their queue. Bull tests the place of the job after it has changed the hash; here
-- everything is tested first. As in the library, priorities do not count.
-- @include bull

local outcomes = { failed = 'failedReason', completed = 'returnvalue' }
local list = targetList(queue)

-- Returns the refusal of a job that cannot be retried; nil and its options for a job that can.
local function reasonAgainstRetry(key)
    local job = redis.call('HMGET', key, 'timestamp', 'opts')
    if not job[1] and redis.call('EXISTS', key) == 0 then return { 'vanished' } end
    if redis.call('EXISTS', key .. ':lock') == 1 then return { 'locked' } end
    return nil, job[2]
end

-- Puts a job back into its queue.
local function putBack(id, key, options, state)
    publishWaiting(queue, id)
    redis.call('HDEL', key, 'finishedOn', 'processedOn', outcomes[state])
    redis.call('HSET', key, 'retriedOn', whole(now))
    redis.call(isLifo(options) and 'RPUSH' or 'LPUSH', list, id)
end
