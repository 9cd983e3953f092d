-- Finds and removes the deduplication keys that jobs own (data model, 4.28).
-- @include call

-- Returns the key of the deduplication id that a job owns, and the id; nil where the job owns none.
local function deduplicationOf(owner, key, id)
    local deduplicationId = redis.call('HGET', key, 'deid')
    local ownerKey = deduplicationId and owner.base .. ':de:' .. deduplicationId
    if ownerKey and redis.call('GET', ownerKey) == id then return ownerKey, deduplicationId end
end

-- Removes the deduplication key that a job owns, with the next job that waits for the job's end.
local function leaveDeduplication(owner, key, id)
    local ownerKey, deduplicationId = deduplicationOf(owner, key, id)
    if ownerKey then redis.call('DEL', ownerKey, owner.base .. ':dn:' .. deduplicationId) end
end
