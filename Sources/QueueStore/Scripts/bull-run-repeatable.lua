-- Lets the next run of a repeatable run now. Option 1: its key, a member of `repeat`. The worker that takes it plans
-- the run after it.

testWriting()
if not redis.call('ZSCORE', queue['repeat'], option(1)) then return { 'absent' } end
local id = nextRun(option(1))
if not id then return { 'moved', '' } end
promote(id, base .. ':' .. id)
return { 'done' }
