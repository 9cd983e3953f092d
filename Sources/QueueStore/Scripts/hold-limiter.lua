-- Lets no job start for a time, as where a rate limit is reached (data model, 4.27). Option 1: that time, in ms.

redis.call('SET', base .. ':limiter', '9007199254740991', 'PX', option(1))
return { 'done' }
