public import Queues
import Redis

extension QueueStore {
    /// Does one bounded step of the search for queues. Returns whether a round is unfinished, so that another step may
    /// follow at once; otherwise nothing is sent until the next round is due. `now` is our clock, in ms since 1970.
    public func discover(now: Milliseconds) throws(Trouble) -> Bool {
        guard named.isEmpty else { return try findNamed(now: now) }
        guard search.begin(now: now), let round = search.round else { return false }
        if round.reached == nil { try scan(round) }
        if isOtherWanted() { return true }
        if readsAhead {
            try readAhead(search.takeCandidates(Self.aheadLimit), trace: round.trace, now: now)
        } else {
            try judge(search.takeCandidates())
        }
        if let seen = search.advance(now: now) { forgetQueues(except: seen) }
        return search.round != nil
    }

    /// Finds out which of the named queues exist, without SCAN.
    private func findNamed(now: Milliseconds) throws(Trouble) -> Bool {
        guard search.begin(now: now) else { return false }
        if readsAhead, named.count <= Self.aheadLimit {
            try readAhead(named, trace: .meta, now: now)
            if !start.records.isEmpty { return true }
        }
        for queue in try existing(among: named) { list(queue) }
        if let seen = search.end(now: now) { forgetQueues(except: seen) }
        return false
    }

    /// Looks at the next keys. Queues that are already known are not judged again.
    private func scan(_ round: Search.Round) throws(Trouble) {
        let reply: Reply
        if let first = start.scan {
            // It was sent together with the handshake, and is that of the first round.
            (reply, start.scan) = (first, nil)
        } else {
            var replies = try ask([scanCommand(round), Command("DBSIZE")])
            reply = replies.reply()
            search.totalKeys = (try? replies.nextCount()) ?? search.totalKeys
        }
        let time = meter.latest
        if let error = reply.error { return try recover(from: error) }
        let found = try reply.scan(after: round.cursor)
        let suffix = round.trace.suffix
        let bases = Set(
            try found.elements.strings().compactMap { KeyPattern.queue(of: $0, suffix: suffix, prefixes: prefixes) })
        for queue in bases where isListed(queue) { search.note(seen: queue) }
        search.absorb(cursor: found.cursor ?? Array("0".utf8), candidates: bases)
        search.absorb(stepTook: time)
    }

    /// Returns the command of the next step of a round.
    func scanCommand(_ round: Search.Round) -> Command {
        let pattern = KeyPattern.keys(under: prefixes, suffix: round.trace.suffix)
        let type = abilities.canScanByType ? ["TYPE", round.trace.type] : []
        let options = (["COUNT", String(search.count)] + type).map { Array($0.utf8) }
        return Command("SCAN", arguments: [round.cursor, Array("MATCH".utf8), pattern] + options)
    }

    /// Continues without TYPE after an error of SCAN: Redis before 6 does not have that option. The reads that judge a
    /// candidate also notice a wrong type.
    private func recover(from error: ServerError) throws(Trouble) {
        guard error.code == "ERR", abilities.canScanByType else { throw Trouble(error) }
        abilities.canScanByType = false
    }

    /// Finds out which bases are queues. A base that cannot be read counts as a queue, whose reading gives the reason.
    private func judge(_ queues: [QueueID]) throws(Trouble) {
        var undecided: [(queue: QueueID, job: JobID)] = []
        for (queue, verdict) in try verdicts(on: queues) {
            switch verdict {
            case .queue, .unreadable: list(queue)
            case .nothing: search.note(rejected: queue)
            case .dependsOn(let job): undecided.append((queue, job))
            }
        }
        var replies = try askToRead(undecided.map { .on($0.queue.key(of: $0.job), "HEXISTS", "opts") })
        for (queue, _) in undecided {
            // A job's key of another type, or on another node, proves no more than an absent one.
            if (try? replies.nextCount()) == 1 { list(queue) } else { search.note(rejected: queue) }
        }
    }

    /// Returns the verdict on each base: from its settings in one pipeline, and where these do not decide, from its
    /// other keys in a second one.
    func verdicts(on queues: [QueueID]) throws(Trouble) -> [(QueueID, Candidate.Verdict)] {
        let candidates = queues.map(Candidate.init)
        var replies = try askToRead(candidates.map(\.settingsCommand))
        let settings = candidates.map { _ in replies.reply() }
        let isPlain = zip(candidates, settings).map { $0.isPlainQueue($1) }
        replies = try askToRead(zip(candidates, isPlain).flatMap { $1 ? [] : $0.otherCommands })
        return candidates.indices.map { index in
            let verdict = isPlain[index] ? .queue : candidates[index].verdict(settings[index], &replies)
            return (candidates[index].id, verdict)
        }
    }

    /// Lists a queue that the present round has found.
    func list(_ queue: QueueID) {
        search.note(seen: queue)
        guard !isListed(queue) else { return }
        listed.insert(record(of: queue), at: position(of: queue))
    }

    /// Returns the index of a queue in the list, or the index at which it would be inserted.
    private func position(of queue: QueueID) -> Int {
        var (low, high) = (0, listed.count)
        while low < high {
            let middle = (low + high) / 2
            if listed[middle].id < queue { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func isListed(_ queue: QueueID) -> Bool {
        let position = position(of: queue)
        return position < listed.count && listed[position].id == queue
    }

    /// Lists the queues of workers that no key shows. No queue is listed in this way before all keys were searched
    /// once.
    func noteConnected(_ queues: some Sequence<QueueID>) {
        guard named.isEmpty, search.isComplete else { return }
        connected = Set(queues.filter { prefixes.contains($0.prefix) && $0.hasPlainName })
        for queue in connected { list(queue) }
    }

    private func forgetQueues(except seen: Set<QueueID>) {
        let seen = seen.union(connected)
        listed.removeAll { !seen.contains($0.id) }
        records = records.filter { seen.contains($0.key) }
    }
}

extension QueueID {
    /// Whether the name is text without control characters. Other names of connections may look like base64 as well.
    fileprivate var hasPlainName: Bool {
        guard let text = String(validating: name, as: UTF8.self) else { return false }
        return text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
    }
}
