-- Adds the event with the number of jobs that a clean has removed.
-- @include bullmq
-- @option count: their number

event(queue, 'cleaned', 'count', option.count)
return { 'done' }
