-- Removes the oldest events (data model, 4.31). Options: 1 about how many stay, 2 the most that go by one call. The reply
-- tells whether another call is needed: 1 or 0.

local kept, most = tonumber(option(1)), tonumber(option(2))
if redis.call('EXISTS', queue.events) == 0 then return { 'absent' } end
local bound = math.max(kept, redis.call('XLEN', queue.events) - most)
local gone = redis.call('XTRIM', queue.events, 'MAXLEN', '~', bound)
-- Only whole nodes go, and the server may be set to keep everything in one.
return { 'left', bound > kept and gone > 0 and 1 or 0 }
