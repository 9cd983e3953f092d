-- Finds what a job loses when it is moved to another queue.

-- Returns the words for the losses as a list with commas; Swift knows them as `JobLoss`. Nothing large is read.
local function lossesOf(id, key, newId)
    local words = { 'added' }
    local function note(word, isLost) if isLost then words[#words + 1] = word end end
    local function length(field) return redis.call('HSTRLEN', key, field) end
    local job = redis.call('HMGET', key, 'atm', 'ats', 'attemptsMade', 'stc', 'stalledCounter', 'rjk')
    local hasCounts = false
    for index = 1, 5 do hasCounts = hasCounts or (job[index] and job[index] ~= '0') end
    note('attempts', hasCounts)
    note('failure', length('failedReason') > 0 or length('stacktrace') > 2)
    note('log', redis.call('EXISTS', key .. ':logs') == 1)
    note('result', length('returnvalue') > 0)
    note('progress', length('progress') > 1 or length('progress') == 1 and redis.call('HGET', key, 'progress') ~= '0')
    note('scheduler', job[6] or string.sub(id, 1, 7) == 'repeat:')
    note('id', tostring(newId) ~= id)
    return table.concat(words, ',')
end
