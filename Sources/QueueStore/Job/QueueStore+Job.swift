import Queues
import Redis

extension QueueStore {
    /// Reads one job: the small fields in one round trip, pieces of the large ones in a second, and the log in as many
    /// as its lines need. Without the log only the number of its lines is read.
    func readJob(_ request: JobRequest, now: Milliseconds, withLog: Bool = true) throws(Trouble) -> JobDetail? {
        let keys = record(of: request.queue).keys
        var replies = try askWithStatus(JobReading.commands(request.id, request.queue, keys), now: now)
        let reading: JobReading
        do { reading = try JobReading(&replies, of: request.id) } catch {
            return JobDetail(unreadable: Unreadable(key: request.id.bytes, trouble: try holder(of: request, error)))
        }
        guard reading.fields.exists else { return nil }

        var row = reading.fields.row(request.id, state: reading.state)
        row.runAt = reading.runAt
        let key = JobPlace(queue: request.queue, id: request.id)
        let texts = RowTextPlan(key, reading.fields, known: rowTexts[key], canCut: abilities.canRunScripts)
        let large = PiecePlan(request, reading, known: pieces.pieces(for: request, reading, now: now), abilities)
        let lists = reading.isStateOpen ? listSearch(request.id, keys) : []
        replies = try askToRead(texts.commands + large.commands + lists)

        var isForbidden = false
        var unreadable = reading.unreadable
        let newTexts = try texts.texts(rowTexts[key], &replies, isForbidden: &isForbidden)
        rowTexts[key] = newTexts
        newTexts.write(to: &row)
        let found = try large.pieces(&replies, isForbidden: &isForbidden)
        if isForbidden { abilities.canRunScripts = false }
        if reading.isStateOpen {
            row.state = try state(of: request.id, keys, &replies, &unreadable) ?? row.state
        }
        pieces.keep(found.fields, for: request, reading, now: now)
        let logs = withLog ? try readLogs(request, total: reading.logLines) : LogExcerpt(total: reading.logLines)
        var detail = JobDetail(row: row, found, reading, logs: logs)
        if let search = request.logSearch, !isBeginning {
            detail.logSearch = try readLogSearch(request, search, total: reading.logLines)
        }
        detail.unreadable = unreadable
        guard request.wantsHistory, row.hasRun, !isBeginning else { return detail }
        detail.history = try readHistory(of: row, in: request.queue)
        return detail
    }

    /// Returns the trouble with the key of a job, with the type that the key holds.
    private func holder(of request: JobRequest, _ trouble: Trouble) throws(Trouble) -> Trouble {
        guard case .wrongType = trouble else { throw trouble }
        var replies = try askToRead([.on(request.queue.key(of: request.id), "TYPE")])
        return .wrongType(replies.reply().text)
    }

    /// Returns the commands that search the lists for an id, in the order in which a job goes through them: one that
    /// a worker takes in between is found in the later one.
    func listSearch(_ job: JobID, _ keys: QueueKeys) -> [Command] {
        guard abilities.canFindInList else { return [] }
        return [keys.wait, keys.paused, keys.active].map { .on($0, member: job.bytes, "LPOS") }
    }

    /// Returns the state whose list holds an id. Adds lists that cannot be read to `unreadable`.
    func state(
        of job: JobID, _ keys: QueueKeys, _ replies: inout Replies, _ unreadable: inout [Unreadable]
    ) throws(Trouble) -> JobState? {
        let lists: [(state: JobState, name: String)] = [(.waiting, "wait"), (.waiting, "paused"), (.active, "active")]
        if abilities.canFindInList {
            let positions = lists.map { _ in replies.reply() }
            abilities.canFindInList = !positions.contains { $0.error?.code == "ERR" }
            if abilities.canFindInList {
                for (list, position) in zip(lists, positions) {
                    if let error = position.error { unreadable.append(Unreadable(list.name, Trouble(error))) }
                }
                return zip(lists, positions).reversed().first { $0.1.integer != nil }?.0.state
            }
        }
        return try searchEnds(of: [(.active, keys.active), (.waiting, keys.wait), (.waiting, keys.paused)], for: job)
    }

    /// Searches only the ends of the lists, for servers before Redis 6.0.6, which have no LPOS. A search of whole lists
    /// would cost too much.
    private func searchEnds(
        of lists: [(state: JobState, key: [UInt8])], for job: JobID
    ) throws(Trouble) -> JobState? {
        var replies = try askToRead(
            lists.flatMap { [.on($0.key, "LRANGE", "0", "999"), .on($0.key, "LRANGE", "-1000", "-1")] })
        for (state, _) in lists {
            let ids = try [replies.nextList(), replies.nextList()].joined()
            if ids.contains(job.bytes) { return state }
        }
        return nil
    }
}

extension JobRow {
    /// Whether a worker has ever taken it, as far as its fields show: a retry deletes the time of the last start.
    fileprivate var hasRun: Bool {
        processedOn != nil || attemptsMade ?? 1 > 0 || attemptsStarted ?? 0 > 0 || stalledCounter ?? 0 > 0
    }
}

extension JobDetail {
    fileprivate init(row: JobRow, _ found: PiecePlan.Found, _ reading: JobReading, logs: LogExcerpt) {
        self.init(row: row)
        fields = found.fields
        deferredFailure = found.deferredFailure
        lock = reading.lock
        children = reading.children
        self.logs = logs
    }
}
