public import Queues
import Redis

extension QueueStore {
    /// Returns the number of jobs in a bulk operation, and the rows of the first ones. It only reads. For a text, and
    /// for jobs in a list, it reads the ids and names of all jobs of the state, page by page.
    public func count(_ selection: Selection) throws(Trouble) -> (count: Int, sample: [JobRow]) {
        switch selection.scope {
        case .all:
            var walk = try BulkWalk(selection, self)
            let total = walk.total
            return (total, try sample(try walk.next(self) ?? [], selection))
        case .matching, .query:
            let now = try serverTime() - clockLead
            guard var filter = selection.scope.filter(selection.state, self, now: now) else { return (0, []) }
            return try count(selection) { page throws(Trouble) in
                try filter.matches(among: page, of: selection.queue, self)
            }
        case .marked(let jobs):
            let marked = Set(jobs)
            let all = Selection(queue: selection.queue, state: selection.state, scope: .all)
            guard let set = QueueKeys(selection.queue).sortedSet(of: selection.state) else {
                return try count(all) { page in page.filter(marked.contains) }
            }
            return try count(selection) { page throws(Trouble) in
                var scores = try ask(page.map { .on(set, member: $0.bytes, "ZSCORE") })
                var found: [JobID] = []
                for job in page where try scores.nextBytes() != nil { found.append(job) }
                return found
            }
        }
    }

    /// Returns the number of jobs that pass a filter, and the rows of the first ones.
    func count(
        _ selection: Selection, filter: ([JobID]) throws(Trouble) -> [JobID]
    ) throws(Trouble) -> (count: Int, sample: [JobRow]) {
        var walk = try BulkWalk(selection, self)
        var count = 0
        var first: [JobID] = []
        while let page = try walk.next(self) {
            let found = try filter(page)
            count += found.count
            first += found.prefix(Finding.sampleLength - first.count)
        }
        return (count, try sample(first, selection))
    }

    private func sample(_ jobs: [JobID], _ selection: Selection) throws(Trouble) -> [JobRow] {
        let found = jobs.prefix(Finding.sampleLength).map { FoundJob(id: $0, state: selection.state) }
        var page = JobPage(queue: record(of: selection.queue).summary, total: found.count, rows: [])
        try readRows(found, into: &page, preview: nil, now: 0)
        // A missing job has nothing but its id.
        let rows = page.rows
        return found.map { job in rows.first { $0.id == job.id } ?? JobRow(id: job.id, state: job.state) }
    }
}
