internal import Queues

extension CommandEntry {
    /// The commands that change jobs, in the order of the help.
    static let jobChanges = [
        retry, promote, remove, release, add, `import`, duplicate, move, delay, priority, data, log, detach,
    ]

    static let retry = changingJobs(
        "retry", state: .failed, options: [.resetAttempts],
        summary: "Put failed or completed jobs back into their queue.",
        details: ["A job that has used its attempts gets one more, unless they are reset."]
    ) { session in .retry(resetting: session.parameters.resetsAttempts ? [.made, .started] : []) }

    static let promote = changingJobs(
        "promote", state: .delayed, summary: "Run delayed jobs now."
    ) { _ in .promote }

    static let remove = changingJobs(
        "remove", options: [.keepChildren, .unprocessedChildren, .missing],
        summary: "Remove jobs, with their children in a flow.",
        details: ["A job that a worker has locked is refused."]
    ) { session in
        switch session.parameters.removal {
        case .withChildren: .remove()
        case .withoutChildren: .remove(children: false)
        case .unprocessedChildren: .removeUnprocessedChildren
        case .missing: .removeMissing
        }
    }

    static let release = changingJobs(
        "release", state: .active,
        summary: "Give active jobs without a lock back to their queue."
    ) { _ in .release }

    static let duplicate = changingJobs(
        "duplicate", summary: "Add copies of jobs under new ids.",
        details: ["Prints the new ids, except with --all."]
    ) { _ in .duplicate }

    static let move = changingJobs(
        "move", options: [.to, .newID, .create], summary: "Move jobs to another queue.",
        details: [
            "Moving a job is atomic: it is added there and removed here in one step. It keeps when it runs, its priority, the "
                + "id that its application chose (refused where that is taken), its deduplication id and its telemetry; its "
                + "attempts, its log and its failure stay behind."
        ]
    ) { session throws(CommandFailure) in
        guard let word = session.parameters.destination else {
            throw .usage(.missingOption("--to QUEUE", command: "move"))
        }
        return .move(to: try session.queueToFill(word, fromQueue: true), newID: session.parameters.getsNewID)
    }

    static let delay = changingJobs(
        "delay", state: .delayed, options: [.delayIn, .delayAt],
        summary: "Change when delayed jobs run."
    ) { session throws(CommandFailure) in
        guard let time = session.parameters.runTime else {
            throw .usage(.missingOption("--in MS or --at TIME", command: "delay"))
        }
        return .changeDelay(time)
    }

    static let priority = changingJobs(
        "priority", options: [.priority, .front],
        summary: "Change the priority of jobs."
    ) { session throws(CommandFailure) in
        guard let priority = session.parameters.priority else {
            throw .usage(.missingOption("--priority N", command: "priority"))
        }
        return .changePriority(priority, inFront: session.parameters.isInFront)
    }

    static let detach = changingJobs(
        "detach", summary: "Detach jobs from their parents, which go on without them."
    ) { _ in .breakDependency }
}
