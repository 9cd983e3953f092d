-- Removes the oldest events (data model, 4.31).
-- The reply says how many events are to go by other calls.
-- @include bullmq
-- @option kept: about how many stay
-- @option most: the most that go by one call

local kept, most = tonumber(option.kept), tonumber(option.most)
if redis.call('EXISTS', queue.events) == 0 then return { 'absent' } end
local bound = math.max(kept, redis.call('XLEN', queue.events) - most)
local gone = redis.call('XTRIM', queue.events, 'MAXLEN', '~', bound)
-- Only whole nodes go, and the server may be set to keep everything in one.
return { 'left', bound > kept and gone > 0 and redis.call('XLEN', queue.events) - kept or 0 }
