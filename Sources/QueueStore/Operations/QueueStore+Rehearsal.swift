public import Queues
import Redis

extension QueueStore {
    /// Finds out what an operation would do. It follows `perform`, with scripts that read as always and write nothing
    /// (`Scripts/Shared/rehearsal.lua`), so that both have the same outcome. Successive rehearsals know what the
    /// earlier ones would have removed and added, until an operation is performed.
    public func rehearse(_ operation: Operation, now: Milliseconds) -> Rehearsal {
        var log = rehearsedBefore ?? RehearsalLog()
        log.sample = []
        rehearsal = log
        defer { (rehearsedBefore, rehearsal) = (rehearsal, nil) }
        var outcome = perform(operation, now: now, keeping: .none)
        // A script that writes nothing does not notice that a replica would refuse the write.
        if outcome.isDone, server.isReplica { outcome = .refused(.readOnlyServer) }
        return Rehearsal(outcome, sample: rehearsal?.sample ?? [])
    }

    /// Finds the jobs that would be removed with a queue: those in its lists.
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
    /// The number of jobs that one script looks at.
    private static let jobsAtOnce = 250

    /// Counts the parents in the same queue that would be removed with the last of their children (data model, 4.11),
    /// and their parents, if these jobs were removed.
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

/// The changes that earlier rehearsals would have made.
struct RehearsalLog {
    /// The first jobs that the operation would change.
    var sample: [JobID] = []
    /// The keys that would have been deleted.
    private var deleted: Set<[UInt8]> = []
    /// The keys of the jobs that would have been added under chosen ids.
    private var added: Set<[UInt8]> = []
    /// The number of pending children that each parent would still have, by the parent's key.
    private var childrenLeft: [[UInt8]: Int64] = [:]

    /// Returns the operation's own reply, and notes the keys that it would have deleted. An error is returned
    /// unchanged.
    mutating func operationReply(in reply: Reply) -> Reply {
        guard let parts = reply.array, parts.count == 2, let keys = parts[1].array else { return reply }
        deleted.formUnion(keys.compactMap(\.bytes))
        return parts[0]
    }

    /// Returns whether a rehearsal has removed a job.
    func hasDeleted(_ job: JobID, of queue: QueueID) -> Bool { deleted.contains(queue.key(of: job)) }

    /// Notes that a child of a parent would be removed; `pending` is the server's number of pending children. Returns
    /// whether it is the last one.
    mutating func removeChild(of parent: [UInt8], pending: Int64) -> Bool {
        let left = (childrenLeft[parent] ?? pending).subtractingReportingOverflow(1).partialValue
        childrenLeft[parent] = left
        return left == 0
    }

    /// Notes jobs that would be changed.
    mutating func note(_ jobs: [JobID]) { sample += jobs.prefix(Rehearsal.sampleLength - sample.count) }

    /// Notes the jobs whose outcomes show that they would be changed.
    mutating func note(_ jobs: [JobID], _ outcomes: [Outcome]) {
        note(zip(jobs, outcomes).filter { $0.1.isDone }.map(\.0))
    }

    /// Returns the outcome for a job that is added under a chosen id: it exists where an earlier rehearsal added it.
    mutating func outcome(of outcome: Outcome, adding id: [UInt8], to queue: QueueID) -> Outcome {
        guard case .added(let job, isNew: true, _) = outcome, !added.insert(queue.key(of: JobID(id))).inserted else {
            return outcome
        }
        return .added(job, isNew: false)
    }
}
