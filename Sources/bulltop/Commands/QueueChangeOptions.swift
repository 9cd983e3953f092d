internal import Queues

/// Which queues are changed that are not named.
struct QueueChoice: CommandOptions {
    /// Whether every queue is meant.
    var isForAll = false

    static let options: [OptionBinding<QueueChoice>] = [.everything(\.isForAll)]
}

/// Which jobs are removed besides the waiting ones.
struct DrainOptions: CommandOptions {
    var includesDelayed = false

    static let options: [OptionBinding<DrainOptions>] = [
        .flag("--delayed", \.includesDelayed, summary: "Remove delayed jobs, too.")
    ]
}

/// Which jobs are old enough to be removed.
struct CleanOptions: CommandOptions {
    var state: JobState?
    /// The least age of the jobs, in ms.
    var grace: Milliseconds = 0
    /// The most jobs; nil for all.
    var limit: Int?
    /// The name that the jobs must have; nil for any.
    var name: [UInt8]?

    static let options: [OptionBinding<CleanOptions>] = [
        .state(\.state),
        .value("--grace", "MS", \.grace, summary: "The minimum age of the jobs, in ms or as 5m, 3d (0).") {
            word throws(UsageError) in
            try OptionValue.duration("--grace", word)
        },
        .limit(\.limit), .name(\.name),
    ]
}

/// Whether a queue is removed in spite of its active jobs.
struct ObliterateOptions: CommandOptions {
    var isForced = false

    static let options: [OptionBinding<ObliterateOptions>] = [
        .flag(
            "--force", \.isForced, summary: "Do it even while jobs are active; their workers will find them gone.")
    ]
}

/// What the ids of deduplication keys are.
struct DeduplicationOptions: CommandOptions {
    /// Whether they are ids of the jobs that own the keys.
    var idsAreJobs = false

    static let options: [OptionBinding<DeduplicationOptions>] = [
        .flag(
            "--jobs", \.idsAreJobs,
            summary: "The ids are job ids; remove the deduplication keys that these jobs own.")
    ]
}

/// Which leftovers of a queue are removed.
struct TidyOptions: CommandOptions {
    /// The number of newest events that stay; nil for all.
    var keptEvents: Int?
    var removesUnlisted = false
    var removesPriorityKey = false

    static let options: [OptionBinding<TidyOptions>] = [
        .value("--events", "N", \.keptEvents, summary: "Trim the events to about the newest N.") {
            word throws(UsageError) in
            try OptionValue.whole("--events", word, in: ChangeBound.kept)
        },
        .flag("--unlisted", \.removesUnlisted, summary: "Remove unlisted jobs: jobs that are in no list."),
        .flag(
            "--priority-key", \.removesPriorityKey,
            summary: "Remove the priority key that older libraries have left."),
    ]

    /// The changes that are asked for.
    var changes: [QueueChange] {
        var changes: [QueueChange] = []
        if let keptEvents { changes.append(.trimEvents(keeping: keptEvents)) }
        if removesUnlisted { changes.append(.removeUnlisted) }
        if removesPriorityKey { changes.append(.removePriorityKey) }
        return changes
    }
}
