-- Returns failed, completed or delayed jobs to their queue; those that finished or were due first come first (data
-- model, 4.6 and 4.8). Each is treated as if it were retried or promoted alone; the library ignores `lifo` and
-- priorities here, and leaves `delay` as it is. Missing jobs stay where they are.
-- @include walk
-- @include rejoin
-- @include waiting

local reply = walk(function(id, key)
    if place == 'delayed' then
        local job = call('HMGET', key, 'timestamp', 'priority')
        if not job[1] and call('EXISTS', key) == 0 then return false, 'vanished' end
        runNow(id, key, job[2])
        return true
    end
    local job, refusal = readFinished(key)
    if not job then return false, unpack(refusal) end
    putBack(id, key, job, place)
    return true
end)
push()
return reply
