-- Adds a copy of a job under a new id.

testWriting()

return each(function(id, key)
    if redis.call('EXISTS', key) == 0 then return { 'vanished' } end
    return { 'added', addCopy(queue, key), '1' }
end)
