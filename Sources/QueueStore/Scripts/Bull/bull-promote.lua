-- Lets a delayed job run now. A missing job would become a stub hash, so the hash is tested first.
-- @include bull-delayed

testWriting()

return each(function(id, key)
    local reason = reasonAgainstDelayed(id, key)
    if reason then return reason end
    promote(id, key)
    return { 'done' }
end)
