-- Resumes the queue: workers take jobs again.
-- @include bull-pausing
-- @option more: given in further calls, which move what is left in `paused`
-- @option connected: given where workers are connected, though they have left no key

testWriting()
if not option.connected and not isQueue() then return { 'absent' } end
if not option.more then
    publish(queue, 'resumed', 'resumed')
    redis.call('DEL', queue['meta-paused'])
    redis.call('HDEL', queue.meta, 'paused')
end
local left = 0
if redis.call('EXISTS', queue['meta-paused']) == 0 then left = moveAhead(queue.paused, queue.wait) end
return { 'left', left }
