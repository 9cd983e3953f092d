-- Lets a delayed job run now. The hash is tested first, since a missing job would become a hash with a single field.
-- @include bull-delayed

testWriting()

return each(function(id, key)
    local reason = reasonAgainstDelayed(id, key)
    if reason then return reason end
    promote(id, key)
    return { 'done' }
end)
