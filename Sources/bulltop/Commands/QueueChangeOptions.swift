internal import Queues

/// The options that choose queues without naming them.
struct QueueChoice: CommandOptions {
    /// Whether all queues are chosen.
    var isForAll = false

    static let options: [OptionBinding<QueueChoice>] = [.everything(\.isForAll)]
}

/// The options for draining a queue.
struct DrainOptions: CommandOptions {
    var includesDelayed = false

    static let options: [OptionBinding<DrainOptions>] = [
        .flag("--delayed", \.includesDelayed, summary: "Remove delayed jobs, too.")
    ]
}

/// The options for cleaning a queue.
struct CleanOptions: CommandOptions {
    var state: JobState?
    /// The minimum age of the jobs, in ms.
    var grace: Milliseconds = 0
    /// The maximum number of jobs; nil for all.
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

/// The options for obliterating a queue.
struct ObliterateOptions: CommandOptions {
    var isForced = false

    static let options: [OptionBinding<ObliterateOptions>] = [
        .flag(
            "--force", \.isForced, summary: "Do it even while jobs are active; their workers will find them gone.")
    ]
}

/// The options for deduplication keys.
struct DeduplicationOptions: CommandOptions {
    /// Whether the ids are those of the jobs that own the keys.
    var idsAreJobs = false

    static let options: [OptionBinding<DeduplicationOptions>] = [
        .flag(
            "--jobs", \.idsAreJobs,
            summary: "The ids are job ids; remove the deduplication keys that these jobs own.")
    ]
}

/// The options for removing leftovers of a queue.
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

    /// The requested changes.
    var changes: [QueueChange] {
        var changes: [QueueChange] = []
        if let keptEvents { changes.append(.trimEvents(keeping: keptEvents)) }
        if removesUnlisted { changes.append(.removeUnlisted) }
        if removesPriorityKey { changes.append(.removePriorityKey) }
        return changes
    }
}
