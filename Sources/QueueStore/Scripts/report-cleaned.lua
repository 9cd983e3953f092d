-- Tells those who read the events how many jobs a clean has removed. Options: 1 their number.
event(queue, 'cleaned', 'count', option(1))
return { 'done' }
