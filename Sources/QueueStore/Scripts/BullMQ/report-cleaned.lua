-- Tells those who read the events how many jobs a clean has removed.
-- @include bullmq
-- @option count: their number

event(queue, 'cleaned', 'count', option.count)
return { 'done' }
