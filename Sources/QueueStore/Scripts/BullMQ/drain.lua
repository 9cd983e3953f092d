-- Removes waiting or delayed jobs (data model, 4.12). The next run of a scheduler stays; the library removes it from
-- its list.
-- @include hard
-- @include walk
-- @include foreign

local held = foreign()
if held then return held end
local reply = walk(function(id, key)
    if isNextRun(id, key) then return false end
    removeForGood(id, key)
    return true
end, along)
return reply
