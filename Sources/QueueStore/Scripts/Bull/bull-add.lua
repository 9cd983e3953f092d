-- Adds a job (data model, section 5).
-- @include bull-new
-- @option name: of the job
-- @option data: of the job
-- @option opts: as they are stored
-- @option id: that the application chose, where it did
-- @option timestamp: in ms since 1970
-- @option delay: in ms, 0 for none
-- @option priority: 0 for none
-- @option lifo: given where it goes to the front

testWriting()
local id = option.id
if id and redis.call('EXISTS', base .. ':' .. id) == 1 then
    publish(queue, 'duplicated@bulltop', id)
    redis.call('INCR', queue.id)
    return { 'added', id, '' }
end
id = addJob(queue, { id = id, name = option.name == '' and '__default__' or option.name, data = option.data, opts = option.opts,
    timestamp = tonumber(option.timestamp), delay = tonumber(option.delay), priority = tonumber(option.priority),
    isLifo = option.lifo ~= nil })
return { 'added', id, 'new' }
