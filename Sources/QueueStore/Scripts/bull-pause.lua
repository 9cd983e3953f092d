-- Workers take no more jobs. Option 1: `more` in further calls, which move what is left in `wait`.

testWriting()
if not isQueue() then return { 'absent' } end
local left = 0
if option(1) ~= 'more' then
    left = pause()
elseif redis.call('EXISTS', queue.metaPaused) == 1 then
    left = moveBehind(queue.wait, queue.paused)
end
return { 'left', left }
