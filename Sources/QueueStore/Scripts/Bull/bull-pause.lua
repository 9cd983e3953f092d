-- Pauses the queue: workers take no more jobs.
-- @include bull-pausing
-- @option more: given in further calls, which move what is left in `wait`
-- @option connected: given where workers are connected, though they have left no key

testWriting()
if not option.connected and not isQueue() then return { 'absent' } end
local left = 0
if not option.more then
    left = pause()
elseif redis.call('EXISTS', queue['meta-paused']) == 1 then
    left = moveBehind(queue.wait, queue.paused)
end
return { 'left', left }
