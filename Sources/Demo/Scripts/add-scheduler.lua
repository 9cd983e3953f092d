-- Adds a job scheduler and its first run (data model, 4.25). Returns the run's id.
-- ARGV: now, scheduler id, 'every' or 'pattern', its value, time zone or '', job name, data, opts, first run in ms
local now, scheduler, kind, value, tz = tonumber(ARGV[1]), ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local run_at = tonumber(ARGV[9])
local definition = base .. ':repeat:' .. scheduler
redis.call('HSET', definition, 'name', ARGV[6], kind, value)
if tz ~= '' then
    redis.call('HSET', definition, 'tz', tz)
end
if ARGV[7] ~= '{}' then
    redis.call('HSET', definition, 'data', ARGV[7])
end
redis.call('HSET', definition, 'opts', cjson.encode(cjson.decode(ARGV[8])))
redis.call('HSET', definition, 'offset', kind == 'every' and text(run_at % tonumber(value)) or '0')
return add_iteration(base, scheduler, run_at, nil, now)
