public import Queues
import Redis

extension QueueStore {
    /// Finds out what an operation would do. It goes the way of `perform`, with scripts that read as they always do and write
    /// nothing (`Scripts/Shared/rehearsal.lua`), so that both end alike. Rehearsals that follow one another know what those
    /// before would have removed and added, until something is performed.
    public func rehearse(_ operation: Operation, now: Milliseconds) -> Rehearsal {
        var log = rehearsedBefore ?? RehearsalLog()
        log.sample = []
        rehearsal = log
        defer { (rehearsedBefore, rehearsal) = (rehearsal, nil) }
        var outcome = perform(operation, now: now, keeping: .none)
        // A script that writes nothing does not learn that a replica would take no write.
        if outcome.isDone, server.isReplica { outcome = .refused(.readOnlyServer) }
        return Rehearsal(outcome, sample: rehearsal?.sample ?? [])
    }

    /// Returns which jobs would go with a queue: those that its lists hold.
    func rehearseObliteration(_ context: QueueContext, force: Bool) throws(Trouble) -> Outcome {
        let queue = context.queue
        var replies = try ask([.on(QueueKeys(queue).active, "LLEN")])
        let active = try replies.nextCount()
        guard force || active == 0 else { return .refused(.active(active)) }
        var tally = Tally()
        for state in JobState.allCases where state != .waitingChildren {
            var walk = try BulkWalk(Selection(queue: queue, state: state, scope: .all), self)
            while let page = try walk.next(self) {
                tally.done += page.count
                rehearsal?.note(page)
                if !context.isBull { try rehearseParents(of: page, context, &tally) }
            }
        }
        return .counted(tally)
    }
}

extension QueueStore {
    /// Jobs that one script looks at.
    private static let jobsAtOnce = 250

    /// Counts the parents in the same queue that would go with the last of their children (data model, 4.11), where these jobs of
    /// a queue go, and theirs.
    func rehearseParents(of jobs: [JobID], _ context: QueueContext, _ tally: inout Tally) throws(Trouble) {
        var children = jobs[...]
        while !children.isEmpty {
            let page = Array(children.prefix(Self.jobsAtOnce))
            children = children.dropFirst(page.count)
            let call = OperationCall(
                .parents, on: context.queue, families: context.families, now: context.now, jobs: page)
            guard let links = try run(call).array, links.count == page.count else {
                throw .server("unexpected reply to a script")
            }
            let parents = links.compactMap { link -> JobID? in
                guard let words = link.array, words.count == 3, let id = words[1].bytes, let pending = words[2].integer,
                    rehearsal?.removeChild(of: context.queue.key(of: JobID(id)), pending: pending) == true
                else { return nil }
                return JobID(id)
            }
            tally.done += parents.count
            tally.parents += parents.count
            rehearsal?.note(parents)
            children += parents
        }
    }
}

/// What rehearsals have come to.
struct RehearsalLog {
    /// The first jobs that the operation would change.
    var sample: [JobID] = []
    /// The keys that were deleted.
    private var deleted: Set<[UInt8]> = []
    /// The keys of the jobs that were added under ids of their own.
    private var added: Set<[UInt8]> = []
    /// Of each parent, by its key, how many of its pending children would be left.
    private var childrenLeft: [[UInt8]: Int64] = [:]

    /// Returns what the operation replied, and keeps what it would have deleted. An error is a reply of its own.
    mutating func operationReply(in reply: Reply) -> Reply {
        guard let parts = reply.array, parts.count == 2, let keys = parts[1].array else { return reply }
        deleted.formUnion(keys.compactMap(\.bytes))
        return parts[0]
    }

    /// Returns whether a rehearsal has removed a job.
    func hasDeleted(_ job: JobID, of queue: QueueID) -> Bool { deleted.contains(queue.key(of: job)) }

    /// Notes that one of a parent's children would go; `pending` are those that the server has. Returns whether it is the last one.
    mutating func removeChild(of parent: [UInt8], pending: Int64) -> Bool {
        let left = (childrenLeft[parent] ?? pending).subtractingReportingOverflow(1).partialValue
        childrenLeft[parent] = left
        return left == 0
    }

    /// Notes jobs that would be changed.
    mutating func note(_ jobs: [JobID]) { sample += jobs.prefix(Rehearsal.sampleLength - sample.count) }

    /// Notes those of some jobs whose outcome says that they would be changed.
    mutating func note(_ jobs: [JobID], _ outcomes: [Outcome]) {
        note(zip(jobs, outcomes).filter { $0.1.isDone }.map(\.0))
    }

    /// Returns what would become of a job that is added under an id of its own: it exists where it was added before.
    mutating func outcome(of outcome: Outcome, adding id: [UInt8], to queue: QueueID) -> Outcome {
        guard case .added(let job, isNew: true, _) = outcome, !added.insert(queue.key(of: JobID(id))).inserted else {
            return outcome
        }
        return .added(job, isNew: false)
    }
}
