import Queues
import Redis

extension QueueStore {
    /// The ids that one script looks at. It holds the server for less than 2 ms.
    static let bullBatch: Int64 = 250

    /// Performs an operation on a queue of Bull.
    func perform(_ change: QueueChange, onBull queue: QueueID, now: Milliseconds) throws(Trouble) -> Outcome {
        switch change {
        case .add(let job): try addToBull(job, queue, now: now)
        case .pause: try moveIDs(StoreScript.bullPause, queue, now: now)
        case .resume: try moveIDs(StoreScript.bullResume, queue, now: now)
        case .drain(let delayed): try drainBull(queue, delayed: delayed, now: now)
        case .clean(let request): try cleanBull(queue, request, now: now)
        case .retryAll(let state): try retryAllOfBull(queue, state, now: now)
        case .promoteAll: try promoteAllOfBull(queue, now: now)
        case .obliterate(let force): try obliterateBull(queue, force: force, now: now)
        case .releaseLimiter: try ask(StoreScript.bullReleaseLimiter, queue, [], now: now)
        case .removeScheduler(let key): try ask(StoreScript.bullRemoveRepeatable, queue, [key], now: now)
        case .runScheduler(let key): try ask(StoreScript.bullRunRepeatable, queue, [key], now: now)
        case .restore, .setConcurrency, .setRateLimit, .trimEvents, .removeOrphans, .removePriorityKey,
            .removeDeduplication, .upsertScheduler:
            .refused(.unsupported(.bull))
        }
    }

    /// Adds a job to a queue of Bull.
    func addToBull(_ job: NewJob, _ queue: QueueID, now: Milliseconds) throws(Trouble) -> Outcome {
        let options: BullJobOptions
        do {
            options = try BullJobOptions(job.options)
            try options.check(data: job.data)
        } catch {
            return .refused(.invalid(error.words))
        }
        return try ask(StoreScript.bullAdd, queue, options.arguments(job, now: now), now: now)
    }

    private func ask(
        _ script: Script, _ queue: QueueID, _ options: [[UInt8]], now: Milliseconds
    ) throws(Trouble) -> Outcome {
        try outcome(of: OperationCall(script, on: queue, families: .bull ... .bull, now: now, options: options))
    }

    /// Pauses or resumes. Where there are ids in both lists, it takes a few calls to join them.
    private func moveIDs(_ script: Script, _ queue: QueueID, now: Milliseconds) throws(Trouble) -> Outcome {
        let outcome = try inBatches([(script, "")], queue, now: now) { _, cursor, _ in [.flag(cursor > 0)] }
        guard case .counted(let tally) = outcome else { return outcome }
        return tally.trouble.map { .failed($0) } ?? .done
    }

    private func drainBull(_ queue: QueueID, delayed: Bool, now: Milliseconds) throws(Trouble) -> Outcome {
        let lists = ["wait", "paused"] + (delayed ? ["delayed"] : [])
        return try inBatches(lists.map { (StoreScript.bullDrain, $0) }, queue, now: now) { list, cursor, _ in
            [Array(list.utf8), .decimal(cursor), .decimal(Self.bullBatch)]
        }
    }

    private func cleanBull(_ queue: QueueID, _ request: CleanRequest, now: Milliseconds) throws(Trouble) -> Outcome {
        let lists: [String]
        switch request.state {
        case .waiting: lists = ["wait", "paused"]
        case .active, .delayed, .completed, .failed: lists = [request.state.rawValue]
        case .prioritized, .waitingChildren: return .refused(.unsupported(.bull))
        }
        let limit = request.limit > 0 ? request.limit : nil
        return try inBatches(
            lists.map { (StoreScript.bullClean, $0) }, queue, limit: limit, now: now
        ) { list, cursor, left in
            let counts: [[UInt8]] = [.decimal(cursor), .decimal(Self.bullBatch), .decimal(Int64(left))]
            return [Array(list.utf8), .decimal(now - request.grace)] + counts + (request.name.map { [$0] } ?? [])
        }
    }

    private func retryAllOfBull(_ queue: QueueID, _ state: JobState, now: Milliseconds) throws(Trouble) -> Outcome {
        guard state == .failed || state == .completed else { return .refused(.unsupported(.bull)) }
        return try inBatches([(StoreScript.bullRetryAll, state.rawValue)], queue, now: now) { state, cursor, _ in
            [Array(state.utf8), .decimal(now), .decimal(cursor), .decimal(Self.bullBatch)]
        }
    }

    private func promoteAllOfBull(_ queue: QueueID, now: Milliseconds) throws(Trouble) -> Outcome {
        try inBatches([(StoreScript.bullPromoteAll, "")], queue, now: now) { _, cursor, _ in
            [.decimal(cursor), .decimal(Self.bullBatch)]
        }
    }

    private func obliterateBull(_ queue: QueueID, force: Bool, now: Milliseconds) throws(Trouble) -> Outcome {
        try inBatches([(StoreScript.bullObliterate, "")], queue, now: now) { _, _, _ in
            [.flag(force), .decimal(Self.bullBatch)]
        }
    }
}
