-- Functions that the operations of legacy Bull 3 and 4 share (data model, section 5).
-- @include jobs
-- @keys wait=list paused=list active=list id=string stalled=set meta=hash meta-paused=string limiter=string
-- @keys limiter:index=hash limiter:limited=set delayed=zset completed=zset failed=zset stalled-check=string repeat=zset
-- @keys priority=zset metrics:completed=hash metrics:completed:data=list metrics:failed=hash metrics:failed:data=list

-- Fails on a server that takes no writes, before anything is changed or published.
local function testWriting() redis.call('HDEL', queue.meta, '') end

-- Publishes a message. Bull has channels instead of an event stream; some of them have the token of the publishing
-- queue instance in their name. Each operation publishes before it changes anything: an ACL that forbids the channel
-- ends the script here, and nobody receives the message before the script has ended.
local function publish(owner, channel, message) redis.call('PUBLISH', owner.base .. ':' .. channel, message) end

local function publishWaiting(owner, id) publish(owner, 'waiting@bulltop', id) end

-- Returns the list for waiting ids. Bull's scripts look only at `meta-paused`, whatever `meta` contains.
local function targetList(owner)
    return redis.call('EXISTS', owner['meta-paused']) == 1 and owner.paused or owner.wait
end

-- Returns whether the queue exists. An operation on one that does not exist would create a queue of a library that was
-- not chosen.
local function isQueue()
    return redis.call('EXISTS', queue.id, queue.wait, queue.paused, queue.active, queue.delayed, queue.completed,
        queue.failed, queue['repeat'], queue['meta-paused'], queue.meta, queue['stalled-check']) > 0
end
