-- What is kept of a removed job of Bull, which has no children that would go with it.
-- @include bull
-- @include kept

-- Returns the reply of a removal, with what is kept of the job; or what is to be replied where the job stays: no room for it
-- in this reply, or nobody agreed to lose it.
local function keptReply(id, key)
    local node, weight = nodeOf('root', queue, key, id)
    isFull = node and spent + weight > replyBudget
    if isFull then return { 'later' } end
    if not node and not isLossAgreed then return { 'tooLarge' } end
    spent = spent + (weight or 0)
    return { 'removed', { node or lostNode(queue, id, 1) } }
end
