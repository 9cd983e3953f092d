import Queues
import Redis

/// Values that are too large for the script, and servers that run none.
extension CandidateReader {
    /// The approximate number of bytes of values in one pipeline, unless one job alone has more.
    private static let bytesAtOnce = 1_024 * 1_024

    /// Reads what the script did not: huge values that are cut, each once, and where large ones are wanted whole, those of the
    /// first job that has any. The jobs after it are left for the next step, since only one such job is held at a time.
    func readHuge(
        _ fetched: inout Fetched, _ jobs: [FoundJob], _ queue: QueueID, _ replies: [Reply]
    ) throws(Trouble) {
        let (cut, large) = (plan.cutPlaces, plan.readsLarge ? plan.largePlaces : [])
        guard !cut.isEmpty || !large.isEmpty else { return }
        var place = 0
        for (index, job) in jobs.prefix(fetched.count).enumerated() {
            guard let bytes = Self.hugeBytes(replies[place]) else {
                place += 1
                continue
            }
            let first = place + 1
            place = first + plan.fields.count
            guard place <= replies.count else { return }
            if bytes > 0 {
                let key = JobPlace(queue: queue, id: job.id)
                fetched.texts[index] = try hugeTexts(of: key, bytes, cut) { replies[first + $0] }
            }
            if large.contains(where: { replies[first + $0] == .integer(-1) }) {
                fetched.large[index] = try readByPipeline([job], queue).first
                fetched.count = index + 1
                return
            }
        }
    }

    /// Returns the parts of the huge fields of a job: those that the script has read, or that are remembered, else they are read.
    private func hugeTexts(
        of job: JobPlace, _ bytes: Int64, _ places: [Int], value: (Int) -> Reply
    ) throws(Trouble) -> [SearchField: [UInt8]] {
        let unread = places.filter { value($0) == .integer(-1) }
        if !unread.isEmpty, let known = store.huge.texts(of: job, bytes: bytes, plan),
            unread.allSatisfy({ known[plan.fields[$0].field] != nil })
        {
            return known
        }
        var parts = unread.isEmpty ? [:] : try store.hugeParts(unread, of: job, plan)
        for place in places { parts[plan.fields[place].field] = parts[plan.fields[place].field] ?? value(place).bytes }
        store.huge.keep(parts, of: job, bytes: bytes, plan)
        return parts
    }

    /// Reads jobs by a pipeline, after their lengths, since a reply cannot be cut.
    func readByPipeline(_ jobs: [FoundJob], _ queue: QueueID) throws(Trouble) -> [Candidate] {
        let large = plan.fields.filter { $0.field.mayBeLarge }
        var lengths = try store.ask(
            jobs.flatMap { job in large.map { .on(queue.key(of: job.id), "HSTRLEN", $0.field.key) } })
        try lengths.checkServer()
        var bytes = 0
        var chosen: [(job: FoundJob, unread: Set<SearchField>)] = []
        for job in jobs {
            var unread: Set<SearchField> = []
            for entry in large {
                // Where a length cannot be read, the values give the reason.
                guard let length = try? lengths.nextCount() else { continue }
                if length > plan.limit { unread.insert(entry.field) } else { bytes = bytes.plus(length) }
            }
            guard chosen.isEmpty || bytes <= Self.bytesAtOnce else { break }
            chosen.append((job, unread))
        }
        var replies = try store.ask(
            chosen.map { job, unread in
                let names = plan.fields.map(\.field).filter { !unread.contains($0) }.map { Array($0.key.utf8) }
                return Command("HMGET", arguments: [queue.key(of: job.id)] + names)
            })
        try replies.checkServer()
        return chosen.map { job, unread in candidate(job, queue, unread, replies.reply()) }
    }

    private func candidate(_ job: FoundJob, _ queue: QueueID, _ unread: Set<SearchField>, _ reply: Reply) -> Candidate {
        if let error = reply.error { return .unreadable(Trouble(error)) }
        var searched = SearchedJob(queue: queue, id: job.id, state: job.state)
        searched.unread = unread
        var exists = !unread.isEmpty
        for (entry, value) in zip(plan.fields.filter { !unread.contains($0.field) }, reply.array ?? []) {
            guard let bytes = value.bytes else { continue }
            exists = true
            searched[entry.field] = plan.cut(bytes, to: entry.extent)
        }
        return exists ? .job(searched) : .missing
    }
}
