-- Removes the oldest events (data model, 4.31). The reply has the number of events that other calls must remove.
-- @include bullmq
-- @option kept: the approximate number of events that stay
-- @option most: the maximum number of events that one call removes

local kept, most = tonumber(option.kept), tonumber(option.most)
if redis.call('EXISTS', queue.events) == 0 then return { 'absent' } end
local bound = math.max(kept, redis.call('XLEN', queue.events) - most)
local gone = redis.call('XTRIM', queue.events, 'MAXLEN', '~', bound)
-- Only whole nodes of the stream are removed, and the server may be set to keep everything in one node.
return { 'left', bound > kept and gone > 0 and redis.call('XLEN', queue.events) - kept or 0 }
