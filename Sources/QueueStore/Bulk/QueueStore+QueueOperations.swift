import Queues
import Redis
import Threads

extension QueueStore {
    /// The maximum number of events that one script trims.
    private static let eventsAtOnce: Int64 = 10_000

    /// Performs an operation on a queue as a whole.
    func perform(
        _ change: QueueChange, _ context: QueueContext, report: @escaping (Progress) -> Bool
    ) throws(Trouble) -> Outcome {
        if let refusal = change.refusal(families: context.families) { return .refused(refusal) }
        switch change {
        case .pause: return try repeatedly(context.isBull ? .bullPause : .pause, context)
        case .resume: return try repeatedly(context.isBull ? .bullResume : .resume, context)
        case .drain, .retryAll, .promoteAll: return try walk(change, context, report)
        case .clean(let request): return try clean(request, context, report)
        case .obliterate(let force): return try obliterate(context, force: force, report)
        case .trimEvents(let kept):
            let options: ScriptOptions = ["kept": .decimal(Int64(kept)), "most": .decimal(Self.eventsAtOnce)]
            return try repeatedly(.trimEvents, context, options)
        case .setConcurrency, .setRateLimit, .holdLimiter, .releaseLimiter, .removePriorityKey, .removeDeduplication,
            .removeScheduler, .runScheduler:
            guard let script = change.script(for: context.families) else { return context.unsupported }
            return try outcome(of: context.call(script, change.options(for: context.families)))
        case .add, .restore, .upsertScheduler, .removeUnlisted:
            return context.unsupported
        }
    }

    /// Calls a script until it reports that nothing is left.
    private func repeatedly(
        _ script: ScriptFile, _ context: QueueContext, _ options: ScriptOptions = [:]
    ) throws(Trouble) -> Outcome {
        var remainder = Remainder()
        var isFirst = true
        let hasWorkers = record(of: context.queue).summary.evidence.workers ?? 0 > 0
        let connected = context.isBull ? [UInt8].flag(hasWorkers) : nil
        while true {
            let more = ScriptOptions(given: ["more": .flag(!isFirst), "connected": connected])
            let own = options.isEmpty ? more : options
            let reply = try run(context.call(script, own))
            guard let words = reply.array, words.count == 2, words[0].text == "left" else {
                guard let outcome = Outcome(reply) else { throw .server("unexpected reply to a script") }
                return outcome
            }
            let left = words[1].integer ?? 0
            guard left > 0, rehearsal == nil else { return .done }
            try remainder.note(left)
            isFirst = false
        }
    }

    private func walk(
        _ change: QueueChange, _ context: QueueContext, _ report: @escaping (Progress) -> Bool
    ) throws(Trouble) -> Outcome {
        var log = BulkLog(report: report)
        guard var walk = change.walk(for: context.families) else { return context.unsupported }
        if case .retryAll(let state) = change {
            // Jobs that fail again meanwhile are not retried again, whatever the clocks of their workers.
            let newest = try highestScore(in: context.queue.key(state.rawValue))
            walk.bound = .decimal(min(context.now, newest ?? context.now))
        }
        try perform(walk, context, &log)
        return log.outcome
    }

    private func highestScore(in key: [UInt8]) throws(Trouble) -> Int64? {
        var replies = try ask([.on(key, "ZRANGE", "-1", "-1", "WITHSCORES")])
        return try replies.nextList().last.flatMap(Number.whole)
    }

    /// Cleans a queue, and adds the event with the number of removed jobs, as the library does after each script.
    private func clean(
        _ request: CleanRequest, _ context: QueueContext, _ report: @escaping (Progress) -> Bool
    ) throws(Trouble) -> Outcome {
        guard let walk = request.walk(for: context.families, now: context.now) else {
            return .refused(.invalid("Jobs that wait for children cannot be cleaned."))
        }
        var log = BulkLog(report: report)
        try perform(walk, context, &log)
        guard case .counted(let tally) = log.outcome, isConnected, !context.isBull else { return log.outcome }
        do {
            _ = try run(context.call(.reportCleaned, ["count": .decimal(Int64(tally.picked))]))
        } catch {
            log.fail(error)
        }
        return log.outcome
    }

    /// Pauses the queue, and then removes it step by step.
    private func obliterate(
        _ context: QueueContext, force: Bool, _ report: @escaping (Progress) -> Bool
    ) throws(Trouble) -> Outcome {
        let script: ScriptFile = context.isBull ? .bullObliterate : .obliterate
        // A queue that the script refuses to remove is not paused either.
        let check = try run(context.call(script, ScriptOptions(given: ["check": .flag(true)])))
        if check.array?.first?.text != "obliterated" {
            guard let outcome = Outcome(check) else { throw .server("unexpected reply to a script") }
            return outcome
        }
        if rehearsal != nil { return try rehearseObliteration(context, force: force) }
        let pausing = try perform(.pause, context, report: report)
        guard pausing == .done else { return pausing }
        return try obliterateBitByBit(script, context, force: force, report)
    }

    /// Removes a paused queue. Jobs that were counted but not met were deleted by others.
    private func obliterateBitByBit(
        _ script: ScriptFile, _ context: QueueContext, force: Bool, _ report: @escaping (Progress) -> Bool
    ) throws(Trouble) -> Outcome {
        let counts = record(of: context.queue).summary.counts
        // Parents that wait for their children are not removed here.
        let total = counts.total.atLeast - counts.atLeast(.waitingChildren)
        var log = BulkLog(total: total, report: report)
        var (pace, remainder) = (Pace(), Remainder())
        while stop?.isStopped != true {
            let options = ScriptOptions(given: ["force": .flag(force), "count": .decimal(Int64(pace.size))])
            do {
                let timed = try time(context.call(script, options))
                guard let words = timed.reply.array, words.count == 3, words[0].text == "obliterated",
                    let done = try? words[1].count(), done <= pace.size * 64
                else {
                    log.fail(timed.reply)
                    return log.outcome
                }
                log.tally.done += done
                pace.note(pace.size, took: timed.microseconds)
                let goesOn = log.add(tried: done)
                guard let left = words[2].integer, left != 0 else {
                    // The markers of BullMQ 3 and 4 are counted with the jobs.
                    let hasMarkers = context.families.upperBound.has(.listMarkers)
                    if log.tried < total, !hasMarkers { log.tally.refuse(.gone, total - log.tried) }
                    return log.outcome
                }
                guard goesOn else { break }
                try remainder.note(left)
            } catch {
                log.fail(error)
                return log.outcome
            }
        }
        log.stop()
        return log.outcome
    }
}
