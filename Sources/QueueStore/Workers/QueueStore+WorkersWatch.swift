public import Queues
import Redis

/// The list of clients that the screen of workers read last.
struct KnownClients {
    /// The list, or the reason why the server refuses it.
    let list: Result<[UInt8], Trouble>
    /// The time at which it was read, and the earliest one of the next reading, on our clock, in ms since 1970.
    let readAt: Milliseconds
    let nextReading: Milliseconds
}

extension QueueStore {
    /// The number of queues in one pipeline.
    private static let queuesAtOnce = 250
    /// The time between two lists of clients while their screen is open, in ms: the list may be long.
    private static let clientsPause: Milliseconds = 3_000
    /// The minimum number of jobs that are read of each queue, however many queues have active jobs.
    private static let leastOfQueue = 5

    /// Reads the workers of some queues, and the jobs that they hold: one command for each queue, and then the jobs of
    /// those that have active ones. Clients are listed less often.
    public func workers(of queues: [QueueID], now: Milliseconds) throws(Trouble) -> WorkerReport {
        var report = WorkerReport()
        // What a server that is far away answers with first has the ids with the lengths, for all queues: a round trip less.
        var ids: [(queue: QueueID, id: JobID)]? = isBeginning && queues.count <= Self.queuesAtOnce ? [] : nil
        let lengths = try activeLengths(of: queues, ids: &ids, now: now, &report)
        report.isOfReplica = server.isReplica
        switch knownClients?.list {
        case .success(let list)?:
            let wanted = Set(queues)
            let time = now - (knownClients?.readAt ?? now)
            report.workers = workers(in: list, of: queues).filter { wanted.contains($0.queue) }.map {
                $0.later(by: time)
            }
            report.hasNameless = hasNamelessWorkers(in: list)
        case .failure(let trouble)?: report.listTrouble = trouble
        case nil: break
        }
        let busy = lengths.filter { $0.length > 0 }.map(\.queue)
        let early = ids.map { Array($0.prefix(WorkerReport.jobLimit)) }
        let jobs = if let early { early } else { try activeJobs(of: busy, &report) }
        for start in stride(from: 0, to: jobs.count, by: Self.queuesAtOnce) {
            try readHeld(jobs[start..<min(start + Self.queuesAtOnce, jobs.count)], into: &report)
        }
        return report
    }

    /// Takes the list of clients, which the server may refuse.
    private func absorb(list reply: Reply, now: Milliseconds) {
        let list: Result<[UInt8], Trouble> =
            if let error = reply.error { .failure(Trouble(error)) } else { .success(reply.bytes ?? []) }
        abilities.canListClients = reply.error == nil
        knownClients = KnownClients(list: list, readAt: now, nextReading: now + Self.clientsPause)
    }

    /// Returns the part of the active jobs of one of some queues that is read: those that were started first.
    private func activeSlice(of count: Int) -> PageSlice {
        PageSlice(
            order: .oldestFirst, offset: 0, limit: max(Self.leastOfQueue, WorkerReport.jobLimit / max(1, count)))
    }

    /// Reads how many jobs are active in each queue and, where that is due, the list of clients; and the ids of the jobs,
    /// where they are wanted at once.
    private func activeLengths(
        of queues: [QueueID], ids: inout [(queue: QueueID, id: JobID)]?, now: Milliseconds,
        _ report: inout WorkerReport
    ) throws(Trouble) -> [(queue: QueueID, length: Int)] {
        var lengths: [(queue: QueueID, length: Int)] = []
        let slice = activeSlice(of: queues.count)
        // One pipeline is sent even without queues, since it brings the status of the server.
        for start in stride(from: 0, to: max(1, queues.count), by: Self.queuesAtOnce) {
            let some = queues[start..<min(start + Self.queuesAtOnce, queues.count)]
            let isListing = start == 0 && now >= knownClients?.nextReading ?? now
            let withIDs = ids != nil
            let lengthsOfSome: [Command] = some.flatMap { queue in
                let active = QueueKeys(queue).active
                return [.on(active, "LLEN")] + (withIDs ? [slice.list(active)] : [])
            }
            var replies = try askWithStatus(
                (isListing ? [Command("CLIENT", "LIST")] : []) + lengthsOfSome, now: now)
            if isListing { absorb(list: replies.reply(), now: now) }
            for queue in some {
                do { lengths.append((queue, try replies.nextCount())) } catch {
                    report.unreadable.note(Unreadable("active", error), of: queue)
                }
                // A list that cannot be read has no length, either.
                guard withIDs, let found = try? slice.ids(ofList: replies.next()) else { continue }
                ids? += found.map { (queue, $0) }
            }
        }
        report.active = CountSum(lengths.map(\.length)).atLeast
        return lengths
    }

    /// Returns the ids of active jobs, of each queue those that were started first.
    private func activeJobs(
        of queues: [QueueID], _ report: inout WorkerReport
    ) throws(Trouble) -> [(queue: QueueID, id: JobID)] {
        let slice = activeSlice(of: queues.count)
        var jobs: [(queue: QueueID, id: JobID)] = []
        for start in stride(from: 0, to: queues.count, by: Self.queuesAtOnce) where jobs.count < WorkerReport.jobLimit {
            let some = queues[start..<min(start + Self.queuesAtOnce, queues.count)]
            var replies = try askToRead(some.map { slice.list(QueueKeys($0).active) })
            for queue in some {
                do { jobs += try slice.ids(ofList: replies.next()).map { (queue, $0) } } catch {
                    report.unreadable.note(Unreadable("active", error), of: queue)
                }
            }
        }
        return Array(jobs.prefix(WorkerReport.jobLimit))
    }

    /// Reads these jobs: fields and locks in one round trip, texts that are not cached in a second.
    private func readHeld(
        _ jobs: ArraySlice<(queue: QueueID, id: JobID)>, into report: inout WorkerReport
    ) throws(Trouble) {
        var replies = try askToRead(
            jobs.flatMap { job in
                let key = job.queue.key(of: job.id)
                return JobFields.commands(key) + [.on(key + ":lock".utf8, "PTTL")]
            })
        var plans: [RowTextPlan] = []
        let first = report.jobs.count
        for (queue, id) in jobs {
            var part = replies.take(JobFields.commandCount + 1)
            do {
                let fields = try JobFields(&part)
                guard fields.exists else {
                    report.missing += 1
                    continue
                }
                var row = fields.row(id, state: .active)
                do { row.lock = RowLock(try JobReading.lock(part.reply())) } catch {
                    report.unreadable.note(Unreadable(key: id.bytes + ":lock".utf8, trouble: error), of: queue)
                }
                report.jobs.append(HeldJob(queue: queue, row: row))
                let key = JobPlace(queue: queue, id: id)
                plans.append(RowTextPlan(key, fields, known: rowTexts[key], canCut: abilities.canRunScripts))
            } catch {
                report.unreadable.note(Unreadable(key: id.bytes, trouble: error), of: queue)
            }
        }
        if !isBeginning { try readTexts(plans, of: &report, from: first) }
    }

    private func readTexts(
        _ plans: [RowTextPlan], of report: inout WorkerReport, from first: Int
    ) throws(Trouble) {
        var replies = try askToRead(plans.flatMap(\.commands))
        var isForbidden = false
        for (index, plan) in zip(first..., plans) {
            var part = replies.take(plan.commands.count)
            do {
                let texts = try plan.texts(rowTexts[plan.key], &part, isForbidden: &isForbidden)
                rowTexts[plan.key] = texts
                texts.write(to: &report.jobs[index].row)
            } catch {
                // The key was replaced after its fields were read.
                report.unreadable.note(Unreadable(key: plan.key.id.bytes, trouble: error), of: plan.key.queue)
            }
        }
        if isForbidden { abilities.canRunScripts = false }
    }
}
