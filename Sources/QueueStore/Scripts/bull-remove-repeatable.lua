-- Removes a repeatable with its next run, if that is still delayed. Option 1: its key, a member of `repeat`.

local member = option(1)

if not redis.call('ZSCORE', queue['repeat'], member) then return { 'absent' } end
local id = nextRun(member)
if id then
    redis.call('ZREM', queue.delayed, id)
    deleteJob(id, base .. ':' .. id)
end
redis.call('ZREM', queue['repeat'], member)
return { 'done' }
