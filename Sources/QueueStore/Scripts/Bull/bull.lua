-- What the operations of legacy Bull 3 and 4 share (data model, section 5).
-- @include jobs
-- @keys wait=list paused=list active=list id=string stalled=set meta=hash meta-paused=string limiter=string
-- @keys limiter:index=hash limiter:limited=set delayed=zset completed=zset failed=zset stalled-check=string repeat=zset
-- @keys priority=zset metrics:completed=hash metrics:completed:data=list metrics:failed=hash metrics:failed:data=list

-- Fails on a server that takes no writes, before anything was changed or published.
local function testWriting() redis.call('HDEL', queue.meta, '') end

-- Bull has no event stream but channels. Some of them carry the token of the queue instance that published. Each
-- operation publishes before it changes anything: where an ACL forbids the channel it ends here, and nobody reads the
-- message before the script is over.
local function publish(owner, channel, message) redis.call('PUBLISH', owner.base .. ':' .. channel, message) end

local function publishWaiting(owner, id) publish(owner, 'waiting@bulltop', id) end

-- The list for waiting ids. Bull's scripts look at `meta-paused`, whatever `meta` says.
local function targetList(owner)
    return redis.call('EXISTS', owner['meta-paused']) == 1 and owner.paused or owner.wait
end

-- Whether anything of a queue exists. An operation on none would make one, of a library that nobody chose.
local function isQueue()
    return redis.call('EXISTS', queue.id, queue.wait, queue.paused, queue.active, queue.delayed, queue.completed,
        queue.failed, queue['repeat'], queue['meta-paused'], queue.meta, queue['stalled-check']) > 0
end
