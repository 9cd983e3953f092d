import Queues
import Redis

/// The completed job that a screen compares with another.
struct FollowedPair {
    let request: PairRequest
    let found: NearestJob
}

/// The progress of a search for the nearest completed job of a name.
struct NearestJob {
    var id: JobID?
    /// The number of jobs that were looked at.
    var looked = 0
    var isExhausted = false
}

extension QueueStore {
    /// Reads two jobs as the job screen does, without their logs. It sends only plain reads where the values are short:
    /// they work on a replica, and for a user with `+@read`.
    func readPair(_ request: PairRequest, now: Milliseconds) throws(Trouble) -> JobPair {
        let left = try readJob(JobRequest(queue: request.left.queue, id: request.left.id), now: now, withLog: false)
        var pair = JobPair(left: left, right: nil, place: request.right)
        pair.isBeginning = isBeginning
        if isBeginning { return pair }
        if request.right == nil, let row = left?.row, left?.isUnreadable == false {
            let nearest = try nearestCompleted(to: row, request, now: now)
            pair.place = nearest.id.map { JobPlace(queue: request.left.queue, id: $0) }
            (pair.looked, pair.isExhausted) = (nearest.looked, nearest.isExhausted)
        }
        guard let place = pair.place else { return pair }
        // Each of the two jobs has its own cached pieces.
        swap(&pieces, &otherPieces)
        defer { swap(&pieces, &otherPieces) }
        pair.right = try readJob(JobRequest(queue: place.queue, id: place.id), now: now, withLog: false)
        return pair
    }

    /// Returns the completed job of the same name that ended nearest to a job. It is searched once, and again when it
    /// is gone.
    private func nearestCompleted(
        to row: JobRow, _ request: PairRequest, now: Milliseconds
    ) throws(Trouble) -> NearestJob {
        if let known = following.pair, known.request == request, let id = known.found.id {
            var replies = try askToRead([.on(request.left.queue.key(of: id), "EXISTS")])
            if try replies.nextCount() == 1 { return known.found }
        }
        let moment = row.finishedOn ?? row.processedOn ?? now + clockLead
        var search = NearestSearch(queue: request.left.queue, except: row.id, name: row.name, moment: moment)
        while !search.isDone, search.looked < PairRequest.candidateLimit {
            for side in search.open {
                var replies = try askToRead([search.command(side)])
                let jobs = search.jobs(try replies.next().parts())
                let names = try askToRead(jobs.map { .on(search.queue.key(of: $0.id), "HGET", "name") })
                try search.take(jobs, names, at: side)
            }
        }
        let found = NearestJob(id: search.best?.id, looked: search.looked, isExhausted: search.isDone)
        following.pair = FollowedPair(request: request, found: found)
        return found
    }
}

/// The search for the completed job of a name that ended nearest to a moment, from there in both directions.
private struct NearestSearch {
    /// The directions.
    enum Side: CaseIterable { case before, after }

    /// A completed job, with the time between its end and the moment, in ms.
    typealias Candidate = (id: JobID, distance: Double)

    let queue: QueueID
    let except: JobID
    let name: [UInt8]
    let moment: Milliseconds
    private(set) var best: Candidate?
    private(set) var looked = 0
    private var offsets: [Side: Int] = [:]
    private var done: Set<Side> = []

    /// The number of ids in one reading.
    private static let step = 100

    init(queue: QueueID, except: JobID, name: [UInt8], moment: Milliseconds) {
        (self.queue, self.except, self.name, self.moment) = (queue, except, name, moment)
    }

    /// The directions in which there may be a nearer job.
    var open: [Side] { Side.allCases.filter { !done.contains($0) } }
    var isDone: Bool { open.isEmpty }

    func command(_ side: Side) -> Command {
        let key = QueueKeys(queue).sortedSet(of: .completed) ?? queue.key("completed")
        let (offset, count) = (String(offsets[side] ?? 0), String(Self.step))
        return switch side {
        case .before:
            .on(key, "ZREVRANGEBYSCORE", "(\(moment)", "-inf", "WITHSCORES", "LIMIT", offset, count)
        case .after: .on(key, "ZRANGEBYSCORE", String(moment), "+inf", "WITHSCORES", "LIMIT", offset, count)
        }
    }

    /// Returns the ids of a reply with their distances.
    func jobs(_ words: [Reply]) -> [Candidate] {
        stride(from: 0, to: words.count - 1, by: 2).compactMap { index in
            guard let id = words[index].bytes, let score = words[index + 1].bytes else { return nil }
            let time = Double(String(decoding: score, as: UTF8.self)) ?? .infinity
            return (JobID(id), abs(time - Double(moment)))
        }
    }

    /// Adds the jobs of one direction, the nearest first, with their names.
    mutating func take(_ jobs: [Candidate], _ names: Replies, at side: Side) throws(Trouble) {
        var names = names
        for job in jobs {
            let reply = names.reply()
            // The hash may be gone, or the key may be of another type.
            let name = reply.isNull || reply.error != nil ? nil : try reply.excerpt().bytes
            guard name == self.name, job.id != except, job.distance < best?.distance ?? .infinity else { continue }
            best = job
        }
        looked += jobs.count
        offsets[side, default: 0] += jobs.count
        let isBehind = (jobs.last?.distance ?? .infinity) >= best?.distance ?? .infinity
        if jobs.count < Self.step || isBehind { done.insert(side) }
    }
}
