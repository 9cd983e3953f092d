internal import Queues

extension CommandEntry {
    /// The commands that change jobs, in the order of the help.
    static let jobChanges = [
        retry, promote, remove, release, add, `import`, duplicate, move, revive, delay, priority, data, log, detach,
    ]

    static let retry = changingJobs(
        "retry", RetryOptions.self, state: .failed, summary: "Put failed or completed jobs back into their queue.",
        details: ["A job that has used its attempts gets one more, unless they are reset."]
    ) { _, options in .retry(resetting: options.resetsAttempts ? [.made, .started] : []) }

    static let promote = changingJobs(
        "promote", NoOptions.self, state: .delayed, summary: "Run delayed jobs now."
    ) { _, _ in .promote }

    static let remove = changingJobs(
        "remove", RemoveOptions.self, summary: "Remove jobs, with their children in a flow.",
        details: ["A job that a worker has locked is refused."]
    ) { _, options in options.change }

    static let release = changingJobs(
        "release", NoOptions.self, state: .active, summary: "Give active jobs without a lock back to their queue."
    ) { _, _ in .release }

    static let duplicate = changingJobs(
        "duplicate", NoOptions.self, summary: "Add copies of jobs under new ids.",
        details: ["Prints the new ids, except with --all."]
    ) { _, _ in .duplicate }

    static let move = changingJobs(
        "move", MoveOptions.self, summary: "Move jobs to another queue.",
        details: [
            "A job keeps when it runs, its priority, an id that is no number (refused where that is taken), its deduplication id "
                + "and its telemetry. --dry-run and the report say how many leave what behind."
        ]
    ) { session, options throws(CommandFailure) in
        guard let word = options.destination else {
            throw .usage(.missingOption("--to QUEUE", command: "move"))
        }
        return .move(to: try session.queueToFill(word, creates: options.createsQueue), newID: options.getsNewID)
    }

    static let revive = changingJobs(
        "revive", ReviveOptions.self, summary: "Add the originals of dead letters to their queue again.",
        details: [
            "A dead letter is a job whose data holds another one, as applications write it by hand: in originalJob, or in "
                + "originalName, originalData and originalOptions and the like. The original is added as a new job, with its "
                + "name, data and options, and the letter is removed in the same step. Without --to, the letter's queue must "
                + "have the name of the original's, with dlq, dead-letter or failed before or after it."
        ]
    ) { session, options throws(CommandFailure) in
        let queue: QueueID
        if let word = options.destination {
            queue = try session.queueToFill(word, creates: options.createsQueue)
        } else {
            let letters = try session.queue(session.operands[0])
            guard let original = letters.ofOriginals(among: try session.allQueues().map(\.id)) else {
                throw .usage(.missingOption("--to QUEUE", command: "revive"))
            }
            queue = original
        }
        return .revive(to: queue, keepingLetter: options.keepsLetter)
    }

    static let delay = changingJobs(
        "delay", DelayOptions.self, state: .delayed, summary: "Change when delayed jobs run."
    ) { session, options throws(CommandFailure) in
        guard let time = options.runTime(in: session.zone) else {
            throw .usage(.missingOption("--in MS or --at TIME", command: "delay"))
        }
        return .changeDelay(time)
    }

    static let priority = changingJobs(
        "priority", PriorityOptions.self, summary: "Change the priority of jobs."
    ) { _, options throws(CommandFailure) in
        guard let priority = options.priority else {
            throw .usage(.missingOption("--priority N", command: "priority"))
        }
        return .changePriority(priority, inFront: options.isInFront)
    }

    static let detach = changingJobs(
        "detach", NoOptions.self, summary: "Detach jobs from their parents, which go on without them."
    ) { _, _ in .breakDependency }
}
