-- Removes a repeatable with its next run, if that is still delayed or in no list.
-- @include bull-flow
-- @include bull-delayed
-- @option id: its key, a member of `repeat`
-- @option prefix: the beginning of the ids of its jobs

local member = option.id

local time = redis.call('ZSCORE', queue['repeat'], member)
if not time then return { 'absent' } end
local id = nextRun(member)
local named = option.prefix and option.prefix .. time
-- A hash of its next run that no list leads to would keep the repeatable from being added again.
if not id and named and stateOf(queue, named) == '' and redis.call('EXISTS', base .. ':' .. named .. ':lock') == 0 then
    id = named
end
if id then
    redis.call('ZREM', queue.delayed, id)
    deleteJob(id, base .. ':' .. id)
end
redis.call('ZREM', queue['repeat'], member)
return { 'done' }
