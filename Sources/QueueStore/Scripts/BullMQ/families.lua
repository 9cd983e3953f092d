-- The differences between the families of BullMQ (data model, 4.32). No other script compares their numbers.
-- @include call

-- The families by their numbers. A queue that may belong to several has two of these rows, `oldest` and `newest`.
local families = {
    -- The list itself is ordered by priorities, with the help of the sorted set `priority`.
    [3] = { number = 3 },
    -- An old marker among the ids of a list stands for prioritized and for delayed jobs.
    [4] = { number = 4, hasPrioritized = true, hasListMarker = true },
    -- The sorted set `marker` wakes workers. A job has at most one parent, and a retried job rejoins it.
    [5] = { number = 5, hasPrioritized = true, hasMarker = true, guardsParents = true, hasEventLimit = true,
        countsByMillisecond = true, saysDebounced = true },
    -- The ids of a paused queue stay in `wait`.
    [6] = { number = 6, hasPrioritized = true, hasMarker = true, guardsParents = true, hasEventLimit = true,
        countsByMillisecond = true, waitsInPlace = true },
}

-- The first release of the official library that has each feature.
local releases = { schedulers = { 5, 16, 0 }, retriesByPriority = { 6, 2, 1 } }

-- Returns whether a queue's recorded version has a feature; nil where no version of the official library is recorded.
local function hasFeature(owner, feature)
    local version = owner.version
    if not version or version[1] < 3 then return nil end
    for index, part in ipairs(releases[feature]) do
        if version[index] ~= part then return version[index] > part end
    end
    return true
end

-- Returns the family of a version; nil for versions of other libraries.
local function familyOf(version) return version and families[version[1]] end

queue.oldest, queue.newest = families[tonumber(ARGV[2])], families[tonumber(ARGV[3])]
local givenOldest, givenNewest = queue.oldest, queue.newest

-- Finds the families that a queue may belong to. `meta.version` takes precedence over what is assumed of another queue.
-- Whether a queue may be one of BullMQ 3 matters, since 3 does not look into `prioritized`; the present keys may show
-- it. Where both `wait` and `paused` contain ids of a paused queue, and its version leaves them in `wait`, a library of
-- that version is at work.
local function findFamilies(owner, version)
    local major, minor, patch = string.match(version or '', '^bullmq:(%d+)%.(%d+)%.(%d+)')
    owner.version = major and { tonumber(major), tonumber(minor), tonumber(patch) }
    local recorded = familyOf(owner.version)
    owner.oldest = owner.oldest or recorded or givenOldest
    owner.newest = owner.newest or recorded or givenNewest
    if not owner.oldest.hasPrioritized and owner.newest.hasPrioritized then
        if redis.call('EXISTS', owner.prioritized, owner.pc, owner.marker) > 0 then
            owner.oldest = families[4]
        elseif redis.call('EXISTS', owner.priority) == 1 then
            owner.newest = families[3]
        end
    end
    local isAtWork = owner.isPaused and recorded == owner.newest and redis.call('EXISTS', owner.wait) == 1
    if isAtWork and owner.newest.waitsInPlace then owner.oldest = owner.newest end
end
