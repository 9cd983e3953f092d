-- Adds a job. Options: 1 the name, 2 the data, 3 the options as they are stored, 4 the id that the application chose,
-- or nothing, 5 its time, 6 its delay, both in ms, 7 the priority, 8 '1' for the front of the list.

testWriting()
local id = option(4) ~= '' and option(4) or nil
if id and redis.call('EXISTS', base .. ':' .. id) == 1 then
    publish(queue, 'duplicated@bulltop', id)
    redis.call('INCR', queue.id)
    return { 'added', id, '' }
end
id = addJob(queue, { id = id, name = option(1) == '' and '__default__' or option(1), data = option(2), opts = option(3),
    timestamp = tonumber(option(5)), delay = tonumber(option(6)), priority = tonumber(option(7)),
    isLifo = option(8) == '1' })
return { 'added', id, 'new' }
