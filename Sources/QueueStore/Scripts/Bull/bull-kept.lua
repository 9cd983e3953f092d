-- The parts of a removed job of Bull that are kept. It has no children to be kept with it.
-- @include bull
-- @include kept

-- Returns the reply of a removal, with the kept parts of the job; or the reply for a job that stays, because it does
-- not fit into this reply, or is too large and may not be lost.
local function keptReply(id, key)
    local node, weight = nodeOf('root', queue, key, id)
    isFull = node and spent + weight > replyBudget
    if isFull then return { 'later' } end
    if not node and not isLossAgreed then return { 'tooLarge' } end
    spent = spent + (weight or 0)
    return { 'removed', { node or lostNode(queue, id, 1) } }
end
