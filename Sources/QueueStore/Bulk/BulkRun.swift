import Queues
import Redis
import Threads

/// One bulk operation, from its first script to its outcome.
struct BulkRun {
    private let store: QueueStore
    private let change: JobChange
    private let selection: Selection
    private let begin: Milliseconds
    private var filter: (any JobMatching)?

    private var budget: UndoBudget
    /// The bytes of removed jobs that may still be kept.
    private var room: Int
    /// The most bytes of removed jobs that one script has returned.
    private var largestReply = 0
    private var pace = Pace()
    private var line = Line()
    private var log: BulkLog
    /// The jobs of the page that were not sent yet.
    private var rest: [JobID] = []
    /// Knows what the next primary may lack; nil where nothing is made again there.
    private var watch: FailoverWatch?

    /// The number of ids in one reading from a distant server: reading them is a round trip of its own.
    private static let longPage = 5_000

    /// Creates a run. `now` is our clock, in ms since 1970.
    init(
        _ store: QueueStore, _ change: JobChange, _ selection: Selection, now: Milliseconds,
        keeping budget: UndoBudget, report: @escaping (Progress) -> Bool
    ) {
        (self.store, self.change, self.selection, self.budget) = (store, change, selection, budget)
        begin = now
        room = budget.perOperation
        filter = selection.scope.filter(selection.state, store, now: now)
        log = BulkLog(report: report)
    }

    private var now: Milliseconds { begin + log.elapsed }

    /// Performs the operation and returns its outcome.
    mutating func outcome() throws(Trouble) -> Outcome {
        var walk = try BulkWalk(selection, store)
        if case .refused(let refusal) = try prepared() { return .refused(refusal) }
        do {
            watch = FailoverWatch(store, change, in: selection.queue)
            if let watch { try follow(&walk, watch) } else { try go(through: &walk) }
        } catch {
            if rest.count > 0 { log.tried = walk.examined - rest.count }
            log.fail(error)
        }
        // Jobs that the walk has not met were moved or deleted by others.
        if !log.isCutShort, filter == nil, log.tried < walk.total {
            log.tally.refuse(.gone, walk.total - log.tried)
            log.tried = walk.total
        }
        // It is unknown how many of the others would have matched.
        if filter != nil, log.tried < walk.total { log.total = nil }
        return log.outcome
    }

    /// Goes through the jobs until the walk has no more, or the connection leads to another primary.
    private mutating func go(through walk: inout BulkWalk) throws(Trouble) {
        while !log.isCutShort, watch?.isBehind != true, let page = try nextPage(&walk) {
            // Jobs that do not match count as tried.
            (log.tried, log.total) = (walk.examined - page.count, walk.total)
            try go(through: page)
            if line.isLong, filter == nil { walk.pageLength = Self.longPage }
        }
    }

    /// Goes through the jobs, at each next primary again, until no failover is under way.
    private mutating func follow(_ walk: inout BulkWalk, _ watch: FailoverWatch) throws(Trouble) {
        store.followingPatience = FailoverLook.pause
        defer { store.followingPatience = nil }
        while !log.isCutShort {
            do throws(Trouble) {
                if watch.isBehind { try catchUp(&walk, watch) }
                try go(through: &walk)
                watch.noteProgress()
                if log.isCutShort || watch.isBehind { continue }
                if try watch.isSettled() { break }
                if watch.isBehind { continue }
            } catch {
                log.tried = walk.examined - rest.count
                try watch.lose(error)
            }
            FailoverLook.wait(store)
            goOn()
        }
        // What was sent to a former primary last may be lost with it.
        if log.isCutShort, watch.isOpen || (try? watch.isSettled()) == false { log.fail(.failoverOpen) }
        log.tally.dropRepeatedRemovals()
        if log.tally.failed > 0 { log.tally.trouble = watch.loss }
    }

    /// Finds the jobs that the new primary has unchanged, and lets the walk return them again.
    private mutating func catchUp(_ walk: inout BulkWalk, _ watch: FailoverWatch) throws(Trouble) {
        let kept = log.tally.removed.reduce(0) { $0 + $1.memory }
        var unchanged = try watch.lostJobs(walk, in: selection.state, &log.tally)
        room += kept - log.tally.removed.reduce(0) { $0 + $1.memory }
        unchanged.formUnion(rest.map(\.hashValue))
        walk.takeBack(unchanged)
        rest = []
        log.tried = walk.examined
        line.beginAgain()
    }

    private func prepared() throws(Trouble) -> JobScript.Preparation {
        try store.prepare(change, in: selection.queue, now: now, keeping: budget)
    }

    /// Returns the next jobs; an empty list where none of the jobs that were read match.
    private mutating func nextPage(_ walk: inout BulkWalk) throws(Trouble) -> [JobID]? {
        guard let page = try walk.next(store) else { return nil }
        rest = page
        guard var filter else { return page }
        defer { self.filter = filter }
        return try filter.matches(among: page, of: selection.queue, store)
    }

    /// Changes the jobs of a page, in one script or several.
    private mutating func go(through page: [JobID]) throws(Trouble) {
        rest = rehearsal(of: page)
        rest = try withoutFar(rest)
        guard !rest.isEmpty else { return goOn() }
        // The queue's library may have been updated meanwhile.
        guard case .ready(var script) = try prepared() else { throw .server("the queue has changed its family") }
        while !rest.isEmpty, !log.isCutShort {
            if store.stop?.isStopped == true { return log.stop() }
            let batches = nextBatches(of: rest)
            rest.removeFirst(batches.joined().count)
            rest = try perform(&script, on: batches) + rest
            if let watch, watch.isDemoted { throw .failoverOpen }
            if !log.isCutShort { goOn() }
        }
    }

    /// Returns the jobs of the scripts that are sent together next. Scripts that return removed jobs may return no more
    /// than is still kept.
    private func nextBatches(of jobs: [JobID]) -> [[JobID]] {
        let kept = budget.perReply > 0 ? max(1, room / max(budget.perReply, largestReply)) : .max
        let count = min(line.batches, kept)
        return stride(from: 0, to: jobs.count, by: pace.size).prefix(count).map { start in
            Array(jobs[start..<min(start + pace.size, jobs.count)])
        }
    }

    /// Returns the jobs of a page, in a rehearsal without those that it has already removed with a parent.
    private mutating func rehearsal(of page: [JobID]) -> [JobID] {
        guard let rehearsal = store.rehearsal else { return page }
        let left = page.filter { !rehearsal.hasDeleted($0, of: selection.queue) }
        if left.count < page.count { log.tally.refuse(.vanished, page.count - left.count) }
        log.tried += page.count - left.count
        return left
    }

    /// Returns the jobs of a page without those whose relatives are in another hash slot of the cluster.
    private mutating func withoutFar(_ page: [JobID]) throws(Trouble) -> [JobID] {
        let far = try store.farJobs(among: page, of: selection.queue, for: change)
        guard !far.isEmpty else { return page }
        for refusal in far.values { log.tally.refuse(refusal, 1) }
        log.tried += far.count
        return page.filter { far[$0] == nil }
    }

    /// Reports the progress, and stops where that is requested.
    private mutating func goOn() {
        if !log.publish() || store.stop?.isStopped == true { log.stop() }
    }
}

extension BulkRun {
    /// Changes some jobs, each batch by one script, and returns those that were not tried.
    private mutating func perform(_ script: inout JobScript, on batches: [[JobID]]) throws(Trouble) -> [JobID] {
        let count = batches.joined().count
        // Jobs whose answer does not arrive count as tried.
        log.tried += count
        if room <= 0, budget.perReply > 0 {
            guard budget.losesLarger else {
                log.tally.refuse(.tooLarge, count)
                return []
            }
            budget = .none
            script.options = change.options(now: now, keeping: budget)
        }
        let all: [(reply: Reply, microseconds: Int64)]
        do {
            let calls = batches.map { [script] in script.call(on: $0, state: selection.state, now: now) }
            all = try store.time(calls)
        } catch {
            if isUnsent(error) {
                log.tried -= count
                rest = batches.joined() + rest
            } else {
                log.tally.failed += count
                watch?.note(unanswered: batches.joined())
            }
            throw error
        }
        line.note(took: store.meter.latest, working: all.reduce(0) { $0 + $1.microseconds })
        var left: [JobID] = []
        for (index, jobs) in batches.enumerated() {
            let tried = index < all.count ? try take(all[index], on: jobs) : 0
            left += jobs.dropFirst(tried)
        }
        log.tried -= left.count
        return left
    }

    /// Returns whether nothing was sent before an error: the next primary could not be reached.
    private func isUnsent(_ error: Trouble) -> Bool {
        if case .notSent = error { return true }
        return watch != nil && !error.leavesDoubt
    }

    /// Takes the reply to the script on some jobs, and returns how many of them it has tried.
    private mutating func take(
        _ timed: (reply: Reply, microseconds: Int64), on jobs: [JobID]
    ) throws(Trouble) -> Int {
        guard timed.reply.error?.code != "NOSCRIPT" else {
            line.beginAgain()
            return 0
        }
        if let watch, timed.reply.error?.code == "CLUSTERDOWN" {
            watch.isDemoted = true
            return 0
        }
        switch try store.answer(timed.reply, on: jobs.count) {
        case .error(let outcome):
            if case .refused(let refusal) = outcome { log.tally.refuse(refusal, jobs.count) }
            log.end(by: outcome)
            return jobs.count
        case .jobs(let outcomes) where outcomes[0] == .refused(.readOnlyServer):
            // The server has become a replica; every other job would be refused as well.
            if let watch { watch.isDemoted = true } else { log.end(by: outcomes[0]) }
            return 0
        case .jobs(let outcomes):
            store.rehearsal?.note(jobs, outcomes)
            for (job, outcome) in zip(jobs, outcomes) { watch?.note(job, outcome) }
            let kept = outcomes.reduce(0) { $0 + log.tally.add($1) }
            room -= kept
            largestReply = max(largestReply, kept)
            pace.note(outcomes.count, took: timed.microseconds)
            return outcomes.count
        }
    }
}
