-- Workers take jobs again. Option 1: '1' in further calls, which move what is left in `paused`.

testWriting()
if not isQueue() then return { 'absent' } end
if option(1) ~= '1' then
    publish(queue, 'resumed', 'resumed')
    redis.call('DEL', queue.metaPaused)
    redis.call('HDEL', queue.meta, 'paused')
end
local left = 0
if redis.call('EXISTS', queue.metaPaused) == 0 then left = moveAhead(queue.paused, queue.wait) end
return batchReply(0, 0, 0, left > 0 and left or nil)
