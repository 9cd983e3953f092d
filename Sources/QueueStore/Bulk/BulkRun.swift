import Queues
import Redis

/// One bulk operation, from its first script to its report.
struct BulkRun {
    private let store: QueueStore
    private let change: JobChange
    private let selection: Selection
    private let begin: Milliseconds
    private let watch = Stopwatch()
    private let filter: JobFilter?

    private var budget: UndoBudget
    /// Bytes that may be kept yet.
    private var room: Int
    private var pace = BulkPace()
    private var tally = Tally()
    /// Jobs that match, or all that were examined, up to the batch under way.
    private var tried = 0
    /// What ended it early.
    private var ending: Outcome?

    /// `now` is our clock, in ms since 1970.
    init(
        _ store: QueueStore, _ change: JobChange, _ selection: Selection, now: Milliseconds, keeping budget: UndoBudget
    ) {
        (self.store, self.change, self.selection, self.budget) = (store, change, selection, budget)
        begin = now
        room = budget.perOperation
        if case .matching(let text) = selection.scope { filter = JobFilter(text) } else { filter = nil }
    }

    private var now: Milliseconds { begin + watch.microseconds / 1_000 }

    /// Does it. Throws what ended it before anything became of any job.
    mutating func outcome(_ report: (Progress) -> Bool) throws(Trouble) -> Outcome {
        var walk = try BulkWalk(selection, store)
        if case .refused(let refusal) = try prepared() { return .refused(refusal) }
        do {
            while let page = try nextPage(&walk) {
                tried = walk.examined - page.count
                guard try go(through: page, of: walk, report) else { return stopped(walk) }
            }
        } catch {
            guard !tally.isEmpty else { throw error }
            ending = .failed(error)
            return stopped(walk)
        }
        return .counted(tally)
    }

    private func prepared() throws(Trouble) -> JobScript.Preparation {
        try store.prepare(change, in: selection.queue, now: now, keeping: budget)
    }

    /// The next jobs; none where those that were read do not match.
    private mutating func nextPage(_ walk: inout BulkWalk) throws(Trouble) -> [JobID]? {
        guard let page = try walk.next(store) else { return nil }
        return try filter?.matches(among: page, of: selection.queue, store) ?? page
    }

    /// Changes jobs, in as many scripts as it takes. Whether to go on.
    private mutating func go(
        through page: [JobID], of walk: BulkWalk, _ report: (Progress) -> Bool
    ) throws(Trouble) -> Bool {
        guard !page.isEmpty else { return goOn(walk, report) }
        try ping()
        // The library may be updated meanwhile.
        guard case .ready(var script) = try prepared() else { throw .server("the queue has changed its layout") }
        var rest = page[...]
        while !rest.isEmpty {
            guard store.stop?.isStopped != true else { return false }
            let batch = Array(rest.prefix(pace.size))
            // Those whose answer does not arrive were tried.
            tried += batch.count
            let count = try perform(&script, on: batch)
            guard count > 0 else { return false }
            tried -= batch.count - count
            rest = rest.dropFirst(count)
            guard goOn(walk, report) else { return false }
        }
        return true
    }

    /// Tells how far it is. Whether to go on.
    private func goOn(_ walk: BulkWalk, _ report: (Progress) -> Bool) -> Bool {
        report(Progress(tried: tried, total: walk.total, elapsed: watch.microseconds / 1_000))
            && store.stop?.isStopped != true
    }

    private mutating func ping() throws(Trouble) {
        let watch = Stopwatch()
        _ = try store.ask([Command("PING")])
        pace.measured(ping: watch.microseconds)
    }
}

extension BulkRun {
    /// Changes the first of some jobs by one script; how many, and none where the server takes no such scripts.
    private mutating func perform(_ script: inout JobScript, on jobs: [JobID]) throws(Trouble) -> Int {
        if room <= 0, budget.perReply > 0 {
            guard budget.losesLarger else {
                tally.refuse(.tooLarge, jobs.count)
                return jobs.count
            }
            budget = .none
            script.options = change.options(for: script.families, now: now, keeping: budget)
        }
        let watch = Stopwatch()
        let answer = try store.outcomes(of: script, on: jobs, state: selection.state, now: now)
        let time = watch.microseconds
        switch answer {
        case .error(let outcome):
            ending = outcome
            return 0
        case .jobs(let outcomes) where outcomes[0] == .refused(.readOnlyServer):
            // It has become a replica; no other job would fare better.
            ending = outcomes[0]
            tried -= jobs.count
            return 0
        case .jobs(let outcomes):
            for outcome in outcomes { room -= tally.add(outcome) }
            BulkPace.rest(pace.measured(jobs: outcomes.count, time: time))
            return outcomes.count
        }
    }

    /// The report of an operation that does not come to its end.
    private func stopped(_ walk: BulkWalk) -> Outcome {
        if let ending, tally.isEmpty { return ending }
        var tally = tally
        tally.trouble = ending?.trouble
        tally.left = left(walk)
        return .counted(tally)
    }

    /// Jobs that were not tried; nil where nobody knows how many would have matched.
    private func left(_ walk: BulkWalk) -> Int? {
        let left = max(0, walk.total - tried)
        return filter == nil || left == 0 ? left : nil
    }
}
