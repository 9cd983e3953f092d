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
    private var pace = Pace()
    private var log: BulkLog

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
            while !log.isCutShort, let page = try nextPage(&walk) {
                // Jobs that do not match count as tried.
                (log.tried, log.total) = (walk.examined - page.count, walk.total)
                try go(through: page)
            }
        } catch {
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

    private func prepared() throws(Trouble) -> JobScript.Preparation {
        try store.prepare(change, in: selection.queue, now: now, keeping: budget)
    }

    /// Returns the next jobs; an empty list where none of the jobs that were read match.
    private mutating func nextPage(_ walk: inout BulkWalk) throws(Trouble) -> [JobID]? {
        guard let page = try walk.next(store) else { return nil }
        guard var filter else { return page }
        defer { self.filter = filter }
        return try filter.matches(among: page, of: selection.queue, store)
    }

    /// Changes the jobs of a page, in one script or several.
    private mutating func go(through page: [JobID]) throws(Trouble) {
        let page = try withoutFar(rehearsal(of: page))
        guard !page.isEmpty else { return goOn() }
        // The queue's library may have been updated meanwhile.
        guard case .ready(var script) = try prepared() else { throw .server("the queue has changed its family") }
        var rest = page[...]
        while !rest.isEmpty, !log.isCutShort {
            if store.stop?.isStopped == true { return log.stop() }
            let count = try perform(&script, on: Array(rest.prefix(pace.size)))
            rest = rest.dropFirst(count)
            if !log.isCutShort { goOn() }
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
    /// Changes the first of some jobs by one script, and returns their number.
    private mutating func perform(_ script: inout JobScript, on jobs: [JobID]) throws(Trouble) -> Int {
        // Jobs whose answer does not arrive count as tried.
        log.tried += jobs.count
        if room <= 0, budget.perReply > 0 {
            guard budget.losesLarger else {
                log.tally.refuse(.tooLarge, jobs.count)
                return jobs.count
            }
            budget = .none
            script.options = change.options(now: now, keeping: budget)
        }
        let timed: (reply: Reply, microseconds: Int64)
        do {
            timed = try store.time(script.call(on: jobs, state: selection.state, now: now))
        } catch {
            log.tally.failed += jobs.count
            throw error
        }
        switch try store.answer(timed.reply, on: jobs.count) {
        case .error(let outcome):
            if case .refused(let refusal) = outcome { log.tally.refuse(refusal, jobs.count) }
            log.end(by: outcome)
            return jobs.count
        case .jobs(let outcomes) where outcomes[0] == .refused(.readOnlyServer):
            // The server has become a replica; every other job would be refused as well.
            log.end(by: outcomes[0])
            log.tried -= jobs.count
            return 0
        case .jobs(let outcomes):
            log.tried -= jobs.count - outcomes.count
            store.rehearsal?.note(jobs, outcomes)
            for outcome in outcomes { room -= log.tally.add(outcome) }
            pace.note(outcomes.count, took: timed.microseconds)
            return outcomes.count
        }
    }
}
