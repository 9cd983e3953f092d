import Queues
import Redis

extension QueueStore {
    /// Reads one page of one queue: the ids in one round trip, their rows in a second, and in a third the texts that
    /// are not cached.
    func readPage(_ request: PageRequest, now: Milliseconds) throws(Trouble) -> JobPage {
        let record = record(of: request.queue)
        var unreadable: [Unreadable] = []
        let jobs: [FoundJob]
        let total: Int?
        switch request.list {
        case .state(let state):
            jobs = try find(state, request, record, now: now, &unreadable)
            total = record.summary.counts[state]
        case .latest:
            jobs = try findLatest(request, record, now: now, &unreadable)
            let sum = record.summary.counts.total
            let isKnown = sum.isExact || sum.atLeast >= PageRequest.latestDepth
            total = isKnown ? min(PageRequest.latestDepth, sum.atLeast) : nil
        }
        try readBlockedParents(of: record, now: now)
        var page = JobPage(queue: record.summary, total: total, rows: [])
        // The queue's own reading has found more about the trouble than the page's.
        page.unreadable = unreadable.map { list in record.summary.unreadable.first { $0.key == list.key } ?? list }
        // The texts come with the next answer: a round trip of another reading may have come before the first one.
        try readRows(jobs, into: &page, preview: request.preview, withTexts: !isBeginning, now: now)
        return page
    }

    private func find(
        _ state: JobState, _ request: PageRequest, _ record: QueueRecord, now: Milliseconds,
        _ unreadable: inout [Unreadable]
    ) throws(Trouble) -> [FoundJob] {
        let slice = PageSlice(order: request.order, offset: request.offset, limit: request.limit)
        let plan = PagePlan(state, slice, keys: record.keys, lengths: record.listLengths)
        var replies = try read([record], with: plan.commands, now: now)
        if plan.suits(record.listLengths) { return plan.jobs(&replies, unreadable: &unreadable) }
        let better = PagePlan(state, slice, keys: record.keys, lengths: record.listLengths)
        replies = try askToRead(better.commands)
        return better.jobs(&replies, unreadable: &unreadable)
    }

    /// Reads the rows of these jobs, and the preview of one of them. An id without a hash is a missing job.
    func readRows(
        _ jobs: [FoundJob], into page: inout JobPage, preview: JobID?, withTexts: Bool = true, now: Milliseconds
    ) throws(Trouble) {
        let queue = page.queue.id
        let previewed = jobs.first { $0.id == preview }.map { queue.key(of: $0.id) }
        let commands = jobs.flatMap { job -> [Command] in
            let key = queue.key(of: job.id)
            return JobFields.commands(key) + (job.state == .active ? [.on(key + ":lock".utf8, "PTTL")] : [])
        }
        var replies = try askToRead(
            commands + (previewed.map(PreviewPlan.commands) ?? []), longest: JobPage.previewLength)
        var plans: [RowTextPlan] = []
        for job in jobs {
            let fields: JobFields
            var part = replies.take(JobFields.commandCount + (job.state == .active ? 1 : 0))
            do {
                fields = try JobFields(&part)
            } catch {
                page.unreadable.append(Unreadable(key: job.id.bytes, trouble: error))
                continue
            }
            guard fields.exists else {
                page.missing.append(job.id)
                continue
            }
            var row = fields.row(job.id, state: job.state)
            row.runAt = job.runAt
            if job.state == .active { row.lock = lock(of: job.id, &part, &page.unreadable) }
            page.rows.append(row)
            let key = JobPlace(queue: queue, id: job.id)
            plans.append(RowTextPlan(key, fields, known: rowTexts[key], canCut: abilities.canRunScripts))
        }
        var plan: PreviewPlan?
        if let text = plans.first(where: { previewed != nil && $0.key.id == preview }) {
            plan = try previewPlan(text, &replies, now: now)
        }
        guard withTexts else { return }
        try readTexts(plans, plan, into: &page, now: now)
    }

    /// Returns the plan for the preview of a job. Without HSTRLEN it has no stack traces.
    private func previewPlan(
        _ text: RowTextPlan, _ replies: inout Replies, now: Milliseconds
    ) throws(Trouble) -> PreviewPlan {
        let length = replies.reply()
        return PreviewPlan(
            text, stackLength: length.isDeniedCommand ? 0 : try length.count(),
            known: previews.fields(of: text, now: now), abilities)
    }

    /// Returns whether a job has a lock; nil where that cannot be read, which is added to `unreadable`.
    private func lock(of job: JobID, _ replies: inout Replies, _ unreadable: inout [Unreadable]) -> RowLock? {
        do {
            return RowLock(try JobReading.lock(replies.reply()))
        } catch {
            unreadable.append(Unreadable(key: job.bytes + ":lock".utf8, trouble: error))
            return nil
        }
    }

    private func readTexts(
        _ plans: [RowTextPlan], _ preview: PreviewPlan?, into page: inout JobPage, now: Milliseconds
    ) throws(Trouble) {
        var replies = try askToRead(plans.flatMap(\.commands) + (preview?.commands ?? []))
        var isForbidden = false
        for (index, plan) in plans.enumerated() {
            var part = replies.take(plan.commands.count)
            do {
                let texts = try plan.texts(rowTexts[plan.key], &part, isForbidden: &isForbidden)
                rowTexts[plan.key] = texts
                texts.write(to: &page.rows[index])
            } catch {
                // The key was replaced after its fields were read.
                page.unreadable.append(Unreadable(key: plan.key.id.bytes, trouble: error))
            }
        }
        if let preview, let row = page.rows.first(where: { $0.id == preview.text.key.id }) {
            let fields = try preview.fields(&replies, isForbidden: &isForbidden)
            previews.keep(fields, of: preview.text, now: now)
            page.preview = preview.detail(row, fields)
        }
        if isForbidden { abilities.canRunScripts = false }
    }
}
