-- Removes the queue with all its keys, a number of jobs in each call (data model, 4.13). As with the library, parents
-- that wait for their children stay, and so do an active rate limit and deduplication keys of others. The reply has the
-- number of removed jobs, with the parents that were removed with their last child, and the number of ids that are
-- left, or 1 where other keys are left.
-- @include hard
-- @include foreign
-- @option force: given to remove active jobs as well
-- @option count: the maximum number of jobs
-- @option check: given to find out only whether it is possible, before the queue is paused

local isForced, count = option.force ~= nil, tonumber(option.count)
local order = { 'active', 'delayed', 'completed', 'wait', 'paused', 'prioritized', 'failed' }

local held = foreign()
if held then return held end
if option.check then return { 'obliterated', 0, 1 } end
if redis.call('HEXISTS', queue.meta, 'paused') == 0 then redis.call('HSET', queue.meta, 'paused', 1) end
settings(queue)
local active = redis.call('LLEN', queue.active)
if active > 0 and not isForced then return { 'active', tostring(active) } end

-- Removes the first jobs of a place, at most as many as are left of `count`. Returns the number of ids.
local function empty(name, most)
    local source = queue[name]
    local ids = redis.call(keyTypes[name] == 'list' and 'LRANGE' or 'ZRANGE', source, 0, most - 1)
    local seen, done, trouble = 0, 0, nil
    for _, id in ipairs(ids) do
        local key = base .. ':' .. id
        local isRemoved, message = pcall(removeForGood, id, key)
        if not isRemoved then
            trouble = type(message) == 'table' and message.err or tostring(message)
            break
        end
        if name == 'active' then redis.call('DEL', key .. ':lock') end
        seen = seen + 1
        -- The markers of BullMQ 3 and 4 are not jobs.
        if keyTypes[name] ~= 'list' or string.sub(id, 1, 2) ~= '0:' then done = done + 1 end
    end
    -- The ids of removed jobs must not stay, even where a later job fails, as without permission.
    if keyTypes[name] == 'list' then
        redis.call('LTRIM', source, seen, -1)
    elseif seen > 0 then
        redis.call('ZREM', source, unpack(ids, 1, seen))
    end
    return seen, done, trouble
end

-- Returns the number of ids that are left.
local function left()
    local count = redis.call('ZCARD', queue['repeat'])
    for _, name in ipairs(order) do
        count = count + redis.call(keyTypes[name] == 'list' and 'LLEN' or 'ZCARD', queue[name])
    end
    return math.max(1, count)
end

local spent, removed = 0, 0
for _, name in ipairs(order) do
    if spent < count then
        local seen, done, trouble = empty(name, count - spent)
        spent, removed = spent + seen, removed + done
        -- The next call fails at once, after the work of this call is counted.
        if trouble then return removed > 0 and { 'obliterated', removed + #along, left() } or { 'error', trouble } end
    end
end
local schedulers = spent < count and redis.call('ZRANGE', queue['repeat'], 0, count - spent - 1) or {}
for _, scheduler in ipairs(schedulers) do
    redis.call('DEL', queue['repeat'] .. ':' .. scheduler)
    redis.call('ZREM', queue['repeat'], scheduler)
end
spent = spent + #schedulers
if spent >= count then return { 'obliterated', removed + #along, left() } end

for _, name in ipairs({ 'events', 'delay', 'stalled-check', 'stalled', 'id', 'pc', 'marker', 'meta', 'metrics:completed',
    'metrics:completed:data', 'metrics:failed', 'metrics:failed:data' }) do
    redis.call('DEL', base .. ':' .. name)
end
if not queue.newest.hasPrioritized then redis.call('DEL', queue.priority) end
return { 'obliterated', removed + #along, 0 }
