-- Removes the queue with all that belongs to it, some jobs a call (data model, 4.13). As with the library, parents that
-- wait for their children survive, with a limit that was hit and deduplication ids of others. The reply says how many
-- jobs went, parents with the last of their children among them, and how many ids are left, or 1 where other keys are.
-- @include hard
-- @include foreign
-- @option force: given to remove active jobs as well
-- @option count: how many jobs
-- @option check: given to learn only whether it may be done, before the queue is paused

local isForced, count = option.force ~= nil, tonumber(option.count)
local order = { 'active', 'delayed', 'completed', 'wait', 'paused', 'prioritized', 'failed' }

local held = foreign()
if held then return held end
if option.check then return { 'obliterated', 0, 1 } end
if redis.call('HEXISTS', queue.meta, 'paused') == 0 then redis.call('HSET', queue.meta, 'paused', 1) end
settings(queue)
local active = redis.call('LLEN', queue.active)
if active > 0 and not isForced then return { 'active', tostring(active) } end

-- Removes the first jobs of a place: at most as many as are left of `count`. How many ids that were.
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
        -- Markers of BullMQ 3 and 4 are no jobs.
        if keyTypes[name] ~= 'list' or string.sub(id, 1, 2) ~= '0:' then done = done + 1 end
    end
    -- Also where one job fails, as for want of permission: the ids of those before it must not stay without them.
    if keyTypes[name] == 'list' then
        redis.call('LTRIM', source, seen, -1)
    elseif seen > 0 then
        redis.call('ZREM', source, unpack(ids, 1, seen))
    end
    return seen, done, trouble
end

-- How many ids are left.
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
        -- The next call fails at once, after what this one has done is counted.
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
