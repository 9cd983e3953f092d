-- Removes a deduplication key, whichever job owns it (data model, 4.28).
-- @include bullmq
-- @option id: the deduplication id

return { redis.call('DEL', base .. ':de:' .. option.id) == 1 and 'done' or 'absent' }
