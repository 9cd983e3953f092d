-- Frees a deduplication id, whoever owns it (data model, 4.28). Options: 1 the id.
return { redis.call('DEL', base .. ':de:' .. option(1)) == 1 and 'done' or 'absent' }
