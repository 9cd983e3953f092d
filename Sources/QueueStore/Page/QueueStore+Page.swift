import Queues
import Redis

extension QueueStore {
    /// Reads one page of one queue: the ids in one round trip, their rows in a second one, and in a third one the texts
    /// that are not known yet.
    func readPage(_ request: PageRequest, now: Milliseconds) throws(Trouble) -> JobPage {
        let record = record(of: request.queue)
        let jobs: [FoundJob]
        let total: Int
        switch request.list {
        case .state(let state):
            jobs = try find(state, request, record, now: now)
            total = record.summary.counts[state]
        case .latest:
            jobs = try findLatest(request, record, now: now)
            total = min(PageRequest.latestDepth, record.summary.counts.total)
        }
        let (rows, ghosts) = try readRows(jobs, of: request.queue)
        return JobPage(queue: record.summary, total: total, rows: rows, ghosts: ghosts)
    }

    private func find(
        _ state: JobState, _ request: PageRequest, _ record: QueueRecord, now: Milliseconds
    ) throws(Trouble) -> [FoundJob] {
        let slice = PageSlice(order: request.order, offset: request.offset, limit: request.limit)
        let plan = PagePlan(state, slice, keys: record.keys, lengths: record.listLengths)
        var replies = try read([record], with: plan.commands, now: now)
        if plan.suits(record.listLengths) { return plan.jobs(&replies) }
        let better = PagePlan(state, slice, keys: record.keys, lengths: record.listLengths)
        replies = try ask(better.commands)
        return better.jobs(&replies)
    }

    /// Reads the rows of these jobs. An id without a hash is a ghost.
    private func readRows(
        _ jobs: [FoundJob], of queue: QueueID
    ) throws(Trouble) -> (rows: [JobRow], ghosts: [JobID]) {
        var replies = try ask(jobs.flatMap { JobFields.commands(queue.key(of: $0.id)) })
        var rows: [JobRow] = []
        var ghosts: [JobID] = []
        var plans: [RowTextPlan] = []
        for job in jobs {
            let fields = JobFields(&replies)
            guard fields.exists else {
                ghosts.append(job.id)
                continue
            }
            var row = fields.row(job.id, state: job.state)
            row.runAt = job.runAt
            rows.append(row)
            let key = RowKey(queue: queue, job: job.id)
            plans.append(RowTextPlan(key, fields, known: rowTexts[key], canCut: abilities.canRunScripts))
        }
        try readTexts(plans, into: &rows)
        return (rows, ghosts)
    }

    private func readTexts(_ plans: [RowTextPlan], into rows: inout [JobRow]) throws(Trouble) {
        var replies = try ask(plans.flatMap(\.commands))
        for (index, plan) in plans.enumerated() {
            var isForbidden = false
            let texts = plan.texts(rowTexts[plan.key], &replies, isForbidden: &isForbidden)
            if isForbidden { abilities.canRunScripts = false }
            rowTexts[plan.key] = texts
            texts.write(to: &rows[index])
        }
    }
}
