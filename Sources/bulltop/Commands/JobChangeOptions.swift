internal import Queues

/// How jobs are retried.
struct RetryOptions: CommandOptions {
    var resetsAttempts = false

    static let options: [OptionBinding<RetryOptions>] = [
        .flag(
            "--reset-attempts", \.resetsAttempts,
            summary: "Reset the attempts made, so that a job has all of its attempts again.")
    ]
}

/// What is removed.
struct RemoveOptions: CommandOptions {
    var change = JobChange.remove()

    static let options: [OptionBinding<RemoveOptions>] = [
        .flag("--keep-children", \.change, .remove(children: false), summary: "Remove the job without its children."),
        .flag(
            "--unprocessed-children", \.change, .removeUnprocessedChildren,
            summary: "Remove only the children that no worker has started; keep the job."),
        .flag(
            "--missing", \.change, .removeMissing,
            summary: "Remove the ids of missing jobs: ids in a list whose job does not exist."),
    ]
}

/// Where jobs are moved to.
struct MoveOptions: CommandOptions {
    var destination: Argument?
    var getsNewID = false
    /// Whether the queue may be a new one.
    var createsQueue = false

    static let options: [OptionBinding<MoveOptions>] = [
        .value("--to", "QUEUE", \.destination, summary: "The queue to move the jobs to.") { $0 },
        .flag(
            "--new-id", \.getsNewID, summary: "Give the jobs new ids, also where their application chose one."),
        .create(\.createsQueue),
    ]
}

/// When delayed jobs run.
struct DelayOptions: CommandOptions {
    var runTime: RunTime?

    static let options: [OptionBinding<DelayOptions>] = [
        .value("--in", "MS", \.runTime, summary: "The time from now, in ms or as 90s, 5m, 1h30m.") {
            word throws(UsageError) in
            .after(try OptionValue.duration("--in", word))
        },
        .value(
            "--at", "TIME", \.runTime,
            summary: "The time of the run, in ms since 1970 or as 2026-11-25T20:00 (UTC)."
        ) { word throws(UsageError) in .at(try OptionValue.moment("--at", word)) },
    ]
}

/// The priority that jobs get.
struct PriorityOptions: CommandOptions {
    var priority: Int?
    var isInFront = false

    static let options: [OptionBinding<PriorityOptions>] = [
        .value(
            "--priority", "N", \.priority, summary: "The priority, 0 (none) to 2097151; lower numbers run first."
        ) { word throws(UsageError) in try OptionValue.whole("--priority", word, in: 0...2_097_151) },
        .flag(
            "--front", \.isInFront, summary: "Put the jobs in front of those of the same priority, not behind them."),
    ]
}
