-- Lets the next run of a repeatable run now. The worker that takes it plans the following run.
-- @include bull-delayed
-- @option id: its key, a member of `repeat`
-- @option prefix: ignored

testWriting()
if not redis.call('ZSCORE', queue['repeat'], option.id) then return { 'absent' } end
local id = nextRun(option.id)
if not id then return { 'moved', '' } end
promote(id, base .. ':' .. id)
return { 'done' }
