-- Removes the jobs that wait, or are delayed (data model, 4.12). The next run of a scheduler stays; the library takes it
-- out of its list. Options: those of `walk.lua`.

local reply = walk(function(id, key)
    if isNextRun(id, key) then return false end
    removeForGood(id, key)
    return true
end)
return reply
