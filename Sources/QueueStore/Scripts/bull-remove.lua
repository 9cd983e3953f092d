-- Removes a job. Whatever its state, a lock keeps it; the next run of a repeatable is a job like others. Options:
-- those of `bull-undo.lua`.

return each(function(id, key)
    if isFull then return { 'later' } end
    local missing = absence(id, key)
    if missing then return missing end
    if redis.call('EXISTS', key .. ':lock') == 1 then return { 'locked' } end
    local isGhost = redis.call('EXISTS', key) == 0
    local reply = { 'done' }
    if replyBudget > 0 and not isGhost then
        local place, score, ahead = placeOf(id)
        local fields, logs, weight = contentOf(key)
        isFull = weight and spent + weight > replyBudget
        if isFull then return { 'later' } end
        if not weight and not isLossAgreed then return { 'tooLarge' } end
        local node = { 'lost', base, id, place, score, ahead, 1 }
        if weight then
            node = { 'root', base, id, place, score, ahead, fields, logs, {}, {}, {}, {}, {},
                ownedDeduplication(id, key), {} }
        end
        spent = spent + (weight or 0)
        reply = { 'removed', { node } }
    end
    leaveState(id, isGhost)
    deleteJob(id, key)
    return reply
end)
