internal import Queues

extension CommandEntry {
    static let pause = changingQueues(
        "pause", .pause, summary: "Pause queues: workers take no more jobs, active ones go on.")

    static let resume = changingQueues("resume", .resume, summary: "Resume queues: workers take jobs again.")

    static let drain = changing(
        "drain", DrainOptions.self, operands: [.queue], summary: "Remove all waiting jobs of a queue."
    ) { session, options throws(CommandFailure) in
        try session.change(.drain(delayed: options.includesDelayed))
    }

    static let clean = changing(
        "clean", CleanOptions.self, operands: [.queue],
        summary: "Remove the jobs of a state that are older than a time."
    ) { session, options throws(CommandFailure) in
        guard let state = options.state else {
            throw .usage(.missingOption("--state STATE", command: "clean"))
        }
        guard CleanRequest.states.contains(state) else {
            throw .usage(.badValue("--state", state.rawValue, allowed: "another state; these jobs wait for children"))
        }
        let request = CleanRequest(
            state: state, grace: options.grace, limit: options.limit ?? 0, name: options.name)
        return try session.change(.clean(request))
    }

    static let obliterate = changing(
        "obliterate", ObliterateOptions.self, operands: [.queue],
        summary: "Remove a queue with all of its jobs and keys.",
        details: ["While jobs are active it is refused, unless forced; the queue then stays paused."]
    ) { session, options throws(CommandFailure) in
        try session.change(.obliterate(force: options.isForced))
    }

    static let concurrency = changing(
        "concurrency", NoOptions.self, operands: [.queue, Operand("N|none")],
        summary: "Set the maximum number of active jobs of a queue."
    ) { session, _ throws(CommandFailure) in
        let word = session.operands[1]
        let limit: Int? = word.text == "none" ? nil : try session.number("N", word)
        return try session.change(.setConcurrency(limit))
    }

    static let rateLimit = changing(
        "rate-limit", NoOptions.self,
        operands: [.queue, Operand("MAX|none|hold|clear"), Operand("MS", .optional)],
        summary: "Set the rate limit of a queue, hold new jobs, or clear an active limit.",
        details: [
            "At most MAX jobs start in MS milliseconds, or in 10s, 5m, 1h30m. none lifts the limit. hold lets no jobs start "
                + "for MS, as where the limit is reached; workers obey where there is a limit, the queue's or their own. "
                + "clear ends that pause, and the one that a limit has caused."
        ]
    ) { session, _ throws(CommandFailure) in
        let words = session.operands.dropFirst()
        let change: QueueChange
        switch (session.operands[1].text, words.count) {
        case ("none", 1): change = .setRateLimit(nil)
        case ("clear", 1), ("release", 1): change = .releaseLimiter
        case ("hold", 2): change = .holdLimiter(try session.duration("MS", session.operands[2]))
        case (_, 2):
            let (most, time): (Int, Milliseconds) = (
                try session.number("MAX", session.operands[1]), try session.duration("MS", session.operands[2])
            )
            change = .setRateLimit(RateLimit(max: most, duration: time))
        default:
            let usage = session.entry.usage
            throw .usage(.conflict("give MAX and MS, or none, or hold and MS, or clear: \(usage)"))
        }
        return try session.change(change)
    }
}

extension CommandEntry {
    static let removeDeduplication = changing(
        "remove-deduplication", DeduplicationOptions.self, operands: [.queue, Operand("ID", .oneOrMore)],
        summary: "Remove deduplication keys, so that jobs with their ids can be added again."
    ) { session, options throws(CommandFailure) in
        let queue = try session.queue(session.operands[0])
        let ids = session.operands.dropFirst().map(\.bytes)
        return Change(
            ids.map { id in
                options.idsAreJobs
                    ? .job(.removeDeduplication, .init(queue: queue, job: JobID(id), state: nil))
                    : .queue(.removeDeduplication(id), queue)
            })
    }

    static let tidy = CommandEntry(
        "tidy", .changing, operands: [.queue], options: ChangingCommandOptions<TidyOptions>.options,
        summary: "Remove leftovers of a queue: old events, unlisted jobs, the old priority key.",
        details: [
            "With --dry-run and nothing else, names what is left over: unlisted jobs, and deduplication keys that never expire "
                + "though their job is gone."
        ]
    ) { options, _ in
        .changing(options.changing) { session throws(CommandFailure) in
            let changes = options.own.changes
            guard !changes.isEmpty || options.changing.isDryRun else {
                throw .usage(.missingOption("--events N, --unlisted or --priority-key", command: "tidy"))
            }
            let queue = try session.queue(session.operands[0])
            var feed = ChangeFeed(Change(changes.map { .queue($0, queue) }))
            if changes.isEmpty { feed.survey = { () throws(CommandFailure) in try session.printLeftovers(of: queue) } }
            return feed
        }
    }

    /// Returns a command for queues: the named ones, or all of them.
    private static func changingQueues(
        _ name: String, _ change: QueueChange, summary: String
    ) -> CommandEntry {
        changing(
            name, QueueChoice.self, operands: [Operand("QUEUE", .any)], summary: summary,
            details: ["With --all, every queue under the prefixes."]
        ) { session, choice throws(CommandFailure) in
            guard session.operands.isEmpty == choice.isForAll else {
                throw .usage(.conflict("give queues or --all"))
            }
            let queues = choice.isForAll ? try session.allQueues().map(\.id) : try session.queues(session.operands)
            return Change(queues.map { .queue(change, $0) }, isForAll: choice.isForAll)
        }
    }
}

extension CommandSession {
    /// Returns a change of the named queue.
    func change(_ change: QueueChange) throws(CommandFailure) -> Change {
        Change(.queue(change, try queue(operands[0])))
    }

    /// Returns a maximum number of jobs.
    fileprivate func number(_ name: String, _ word: Argument) throws(CommandFailure) -> Int {
        do {
            return try OptionValue.whole(name, word, in: ChangeBound.jobs)
        } catch {
            throw .usage(error)
        }
    }

    /// Returns a length of time.
    fileprivate func duration(_ name: String, _ word: Argument) throws(CommandFailure) -> Milliseconds {
        do {
            return try OptionValue.duration(name, word, from: ChangeBound.shortest)
        } catch {
            throw .usage(error)
        }
    }
}
