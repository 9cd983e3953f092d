-- Adds a copy of a job under a new id (data model, 4.23).
-- @include copy

return each(function(id, key)
    local reason = reasonAgainstCopy(id, key, stateOf(queue, id))
    if reason then return reason end
    local copy = copyOf(key)
    if not copy then return { 'invalid', 'its options are no JSON object' } end
    local counter
    copy.id, counter = freeId(queue)
    if not copy.id then return { 'exists' } end
    createCopy(queue, copy, counter)
    return { 'added', copy.id, 'new' }
end)
