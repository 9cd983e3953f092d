internal import Dashboard
internal import Queues

/// The options of a retry.
struct RetryOptions: CommandOptions {
    var resetsAttempts = false

    static let options: [OptionBinding<RetryOptions>] = [
        .flag(
            "--reset-attempts", \.resetsAttempts,
            summary: "Reset the attempts made, so that a job has all of its attempts again.")
    ]
}

/// The options of a removal.
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

/// The options of a move.
struct MoveOptions: CommandOptions {
    var destination: Argument?
    var getsNewID = false
    /// Whether the queue may be a new one.
    var createsQueue = false

    static let options: [OptionBinding<MoveOptions>] = [
        .value("--to", "QUEUE", \.destination, summary: "The queue that gets the jobs.") { $0 },
        .flag(
            "--new-id", \.getsNewID, summary: "Give the jobs new ids, also where their application chose one."),
        .create(\.createsQueue),
    ]
}

/// The options for reviving: the queue of the originals, and whether the letters stay.
struct ReviveOptions: CommandOptions {
    var destination: Argument?
    var keepsLetter = false
    /// Whether the queue may be a new one.
    var createsQueue = false

    static let options: [OptionBinding<ReviveOptions>] = [
        .value("--to", "QUEUE", \.destination, summary: "The queue that gets the jobs.") { $0 },
        .flag("--keep-letter", \.keepsLetter, summary: "Keep the dead letters."),
        .create(\.createsQueue),
    ]
}

/// The options for a delay.
struct DelayOptions: CommandOptions {
    /// The time at which a job runs.
    enum Time: Hashable, Sendable {
        case after(Milliseconds)
        case at(TypedMoment)
    }

    var time: Time?

    static let options: [OptionBinding<DelayOptions>] = [
        .value("--in", "MS", \.time, summary: "The time from now, in ms or as 90s, 5m, 1h30m.") {
            word throws(UsageError) in
            .after(try OptionValue.duration("--in", word))
        },
        .value(
            "--at", "TIME", \.time,
            summary:
                "The time of the run: 2026-11-25T20:00, 20:00 or ms; in UTC with --utc or a Z at its end."
        ) { word throws(UsageError) in .at(try OptionValue.moment("--at", word)) },
    ]

    /// Returns the time at which a job runs; nil where no option sets it.
    func runTime(in zone: ClockZone) -> RunTime? {
        switch time {
        case .after(let delay)?: .after(delay)
        case .at(let moment)?: .at(moment.milliseconds(in: zone))
        case nil: nil
        }
    }
}

/// The options for a priority.
struct PriorityOptions: CommandOptions {
    var priority: Int?
    var isInFront = false

    static let options: [OptionBinding<PriorityOptions>] = [
        .value(
            "--priority", "N", \.priority,
            summary: "The priority, 0 (none) to \(ChangeBound.priority.upperBound); lower numbers run first."
        ) { word throws(UsageError) in try OptionValue.whole("--priority", word, in: ChangeBound.priority) },
        .flag(
            "--front", \.isInFront, summary: "Put the jobs in front of those of the same priority, not behind them."),
    ]
}
