-- Workers take jobs again. Option 1: `more` in further calls, which move what is left in `paused`.

testWriting()
if not isQueue() then return { 'absent' } end
if option(1) ~= 'more' then
    publish(queue, 'resumed', 'resumed')
    redis.call('DEL', queue.metaPaused)
    redis.call('HDEL', queue.meta, 'paused')
end
local left = 0
if redis.call('EXISTS', queue.metaPaused) == 0 then left = moveAhead(queue.paused, queue.wait) end
return { 'left', left }
