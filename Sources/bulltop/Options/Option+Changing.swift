internal import Queues

extension Option {
    static let yes = Option(
        name: "--yes",
        summary: "Do not ask. Without it, a dangerous change asks on a terminal and is refused elsewhere."
    ) { invocation, _ in invocation.parameters.isSure = true }

    static let dryRun = Option(
        name: "--dry-run", summary: "Change nothing; print how many jobs would be changed, and some of them."
    ) { invocation, _ in invocation.parameters.isDryRun = true }

    static let everything = Option(
        name: "--all", summary: "All jobs of a state, or all queues."
    ) { invocation, _ in invocation.parameters.isForAll = true }

    static let resetAttempts = Option(
        name: "--reset-attempts", summary: "Reset the attempts made, so that a job has all of its attempts again."
    ) { invocation, _ in invocation.parameters.resetsAttempts = true }

    static let keepChildren = Option(
        name: "--keep-children", summary: "Remove the job without its children."
    ) { invocation, _ in invocation.parameters.removal = .withoutChildren }

    static let unprocessedChildren = Option(
        name: "--unprocessed-children", summary: "Remove only the children that no worker has started; keep the job."
    ) { invocation, _ in invocation.parameters.removal = .unprocessedChildren }

    static let missing = Option(
        name: "--missing", summary: "Remove the ids of missing jobs: ids in a list whose job does not exist."
    ) { invocation, _ in invocation.parameters.removal = .missing }

    static let data = Option(
        name: "--data", value: "JSON", summary: "The data as JSON; - reads it from standard input."
    ) { invocation, word throws(UsageError) in
        invocation.parameters.data = try OptionValue.json("--data", word)
    }

    static let oldData = Option(
        name: "--old", value: "JSON", summary: "Refuse the change unless the data is still this, byte for byte."
    ) { invocation, word in invocation.parameters.oldData = word.bytes }

    static let opts = Option(
        name: "--opts", value: "JSON", summary: "The options of the job as JSON, with BullMQ's names."
    ) { invocation, word throws(UsageError) in
        invocation.parameters.opts = try OptionValue.json("--opts", word)
    }

    static let create = Option(
        name: "--create", summary: "Create the queue if it does not exist."
    ) { invocation, _ in invocation.parameters.createsQueue = true }

    static let library = Option(
        name: "--library", value: Value("LIBRARY", choices: Library.allCases.map(\.rawValue)),
        summary: "The library of a queue that shows none, as a new one: bull or bullmq."
    ) { invocation, word throws(UsageError) in
        let name = try OptionValue.choice("--library", word, of: Library.allCases.map(\.rawValue))
        invocation.parameters.library = Library(rawValue: name)
    }

    static let to = Option(name: "--to", value: "QUEUE", summary: "The queue to move the jobs to.") {
        invocation, word in
        invocation.parameters.destination = word
    }

    static let newID = Option(
        name: "--new-id", summary: "Give the jobs new ids, also where their application chose one."
    ) { invocation, _ in invocation.parameters.getsNewID = true }

    static let delayIn = Option(name: "--in", value: "MS", summary: "The time from now, in ms or as 90s, 5m, 1h30m.") {
        invocation, word throws(UsageError) in
        invocation.parameters.runTime = .after(try OptionValue.duration("--in", word))
    }

    static let delayAt = Option(
        name: "--at", value: "TIME", summary: "The time of the run, in ms since 1970 or as 2026-11-25T20:00 (UTC)."
    ) {
        invocation, word throws(UsageError) in
        invocation.parameters.runTime = .at(try OptionValue.moment("--at", word))
    }

    static let front = Option(
        name: "--front", summary: "Put the jobs in front of those of the same priority, not behind them."
    ) { invocation, _ in invocation.parameters.isInFront = true }

    static let priority = Option(
        name: "--priority", value: "N", summary: "The priority, 0 (none) to 2097151; lower numbers run first."
    ) { invocation, word throws(UsageError) in
        invocation.parameters.priority = try OptionValue.whole("--priority", word, in: 0...2_097_151)
    }
}

extension Option {
    static let clear = Option(name: "--clear", summary: "Remove lines instead of adding one.") { invocation, _ in
        invocation.parameters.clears = true
    }

    static let keep = Option(name: "--keep", value: "N", summary: "Keep the newest N lines (0).") {
        invocation, word throws(UsageError) in
        invocation.parameters.kept = try OptionValue.whole("--keep", word, in: 0...1_000_000_000)
    }

    static let delayed = Option(name: "--delayed", summary: "Remove delayed jobs, too.") { invocation, _ in
        invocation.parameters.includesDelayed = true
    }

    static let grace = Option(
        name: "--grace", value: "MS", summary: "The minimum age of the jobs, in ms or as 5m, 3d (0)."
    ) {
        invocation, word throws(UsageError) in
        invocation.parameters.grace = try OptionValue.duration("--grace", word)
    }

    static let name = Option(name: "--name", value: "NAME", summary: "The name of the jobs.") { invocation, word in
        invocation.parameters.name = word.bytes
    }

    static let force = Option(
        name: "--force", summary: "Do it even while jobs are active; their workers will find them gone."
    ) { invocation, _ in invocation.parameters.isForced = true }

    static let every = Option(
        name: "--every", value: "MS", summary: "The interval between runs, in ms or as 90s, 5m, 1h30m."
    ) {
        invocation, word throws(UsageError) in
        invocation.parameters.every = try OptionValue.duration("--every", word, from: 1)
    }

    static let cron = Option(
        name: "--cron", value: "PATTERN", summary: "The cron pattern of the runs, with five or six fields."
    ) { invocation, word in invocation.parameters.cron = word.text }

    static let timeZone = Option(
        name: "--tz", value: "ZONE", summary: "The time zone of the pattern, such as Europe/Vienna."
    ) { invocation, word in invocation.parameters.timeZone = word.text }

    static let start = Option(
        name: "--start", value: "TIME", summary: "The time before which nothing runs, as for --at of delay."
    ) {
        invocation, word throws(UsageError) in
        invocation.parameters.startDate = try OptionValue.moment("--start", word)
    }

    static let end = Option(
        name: "--end", value: "TIME", summary: "The time after which nothing runs, as for --at of delay."
    ) {
        invocation, word throws(UsageError) in
        invocation.parameters.endDate = try OptionValue.moment("--end", word)
    }

    static let now = Option(name: "--now", summary: "Run the next job of the scheduler now; change nothing else.") {
        invocation, _ in invocation.parameters.runsNow = true
    }

    static let events = Option(name: "--events", value: "N", summary: "Trim the events to about the newest N.") {
        invocation, word throws(UsageError) in
        invocation.parameters.keptEvents = try OptionValue.whole("--events", word, in: 0...1_000_000_000)
    }

    static let unlisted = Option(name: "--unlisted", summary: "Remove unlisted jobs: jobs that are in no list.") {
        invocation, _ in
        invocation.parameters.removesUnlisted = true
    }

    static let priorityKey = Option(
        name: "--priority-key", summary: "Remove the priority key that older libraries have left."
    ) { invocation, _ in invocation.parameters.removesPriorityKey = true }

    static let ofJobs = Option(
        name: "--jobs", summary: "The ids are job ids; remove the deduplication keys that these jobs own."
    ) { invocation, _ in invocation.parameters.idsAreJobs = true }
}
