-- Adds the event that says how many jobs a clean has removed.
-- @include bullmq
-- @option count: their number

event(queue, 'cleaned', 'count', option.count)
return { 'done' }
