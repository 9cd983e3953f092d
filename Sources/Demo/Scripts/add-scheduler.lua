-- Adds a job scheduler and its first run (data model, 4.25). Returns the run's id.
-- ARGV: now, scheduler id, 'every' or 'pattern', its value, time zone or '', job name, data, opts, first run in ms
-- @include prelude
local now, scheduler, kind, value, tz, name, data, opts, runAt = unpack(ARGV)
now, runAt = tonumber(now), tonumber(runAt)
local definition = base .. ':repeat:' .. scheduler
redis.call('HSET', definition, 'name', name, kind, value)
if tz ~= '' then
    redis.call('HSET', definition, 'tz', tz)
end
if data ~= '{}' then
    redis.call('HSET', definition, 'data', data)
end
redis.call('HSET', definition, 'opts', cjson.encode(cjson.decode(opts)))
redis.call('HSET', definition, 'offset', kind == 'every' and text(runAt % tonumber(value)) or '0')
return addIteration(base, scheduler, runAt, nil, now)
