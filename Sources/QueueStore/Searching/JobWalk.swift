import Queues
import Redis

/// A walk through the jobs of several lists and sorted sets, always at the place with the newest ones. While the jobs
/// that it returns are looked at, the server already reads the next.
struct JobWalk {
    /// The number of jobs in all places, counted at the start.
    private(set) var total = 0
    private let store: QueueStore
    private var reader: CandidateReader
    private var places: [Place] = []
    /// The jobs that the server was asked for.
    private var turns: [Turn] = []

    /// The position in one list or sorted set.
    private struct Place {
        var cursor: JobCursor
        /// The number of jobs that may still be taken.
        var left: Int

        var hasMore: Bool { left > 0 && cursor.hasMore }
    }

    /// Jobs that are read together, with the index of their place.
    private struct Turn {
        let place: Int
        let jobs: [FoundJob]
        /// The time that the place had reached before, in ms since 1970.
        let reached: Double
    }

    /// Jobs of a queue, with what was read of each.
    struct Step {
        let queue: QueueID
        let jobs: [(job: FoundJob, candidate: CandidateReader.Candidate)]
    }

    /// The number of places that one pipeline counts.
    private static let placesAtOnce = 1_000
    /// The number of turns that the server is asked for before the first of them is needed. A distant one would wait for
    /// the next between any two, so that it gets more; it serves others between them all the same.
    private let turnsAhead: Int

    /// Counts the jobs in some places, and keeps the ones with jobs. It takes at most `limit` jobs of each.
    init(
        _ cursors: [JobCursor], reading plan: FieldPlan, limit: Int = .max, _ store: QueueStore,
        _ unreadable: inout UnreadableKeys
    ) throws(Trouble) {
        self.store = store
        reader = CandidateReader(plan, store)
        turnsAhead = store.isDistant ? Connection.ticketsAhead : 2
        for start in stride(from: 0, to: cursors.count, by: Self.placesAtOnce) {
            let part = cursors[start..<min(start + Self.placesAtOnce, cursors.count)]
            var replies = try store.askToRead(part.map(\.measure))
            for cursor in part {
                do throws(Trouble) {
                    let count = try replies.nextCount()
                    total = CountSum([total, count]).atLeast
                    var cursor = cursor
                    if store.isDistant { cursor.pageLength = 2_000 }
                    if count > 0 { places.append(Place(cursor: cursor, left: limit)) }
                } catch {
                    try store.note(error, of: cursor.key, in: cursor.queue, &unreadable)
                }
            }
        }
    }

    /// Reads the time of the newest job of each place, so that the walk begins at the newest of all. Places without a
    /// known time are looked at first.
    mutating func findNewest() throws(Trouble) {
        guard places.count > 1 else { return }
        for start in stride(from: 0, to: places.count, by: Self.placesAtOnce) {
            try findNewest(start..<min(start + Self.placesAtOnce, places.count))
        }
    }

    private mutating func findNewest(_ range: Range<Int>) throws(Trouble) {
        var replies = try store.ask(places[range].map(\.cursor.newestCommand))
        try replies.checkServer()
        let newest = places[range].map { $0.cursor.newest(replies.reply()) }
        let asked = newest.indices.filter { newest[$0]?.time == nil }
        replies = try store.ask(
            asked.map { index in
                let queue = places[range.lowerBound + index].cursor.queue
                return .on(queue.key(of: newest[index]?.job ?? JobID("")), "HGET", "timestamp")
            })
        try replies.checkServer()
        for index in newest.indices {
            let isAsked = newest[index]?.time == nil
            let time = isAsked ? replies.reply().bytes.flatMap(Number.whole) : newest[index]?.time
            places[range.lowerBound + index].cursor.note(time)
        }
    }

    /// The time that was reached, in ms since 1970: all following jobs are older. Infinite before the first one.
    var reached: Double {
        let open = places.lazy.filter(\.hasMore).map(\.cursor.reached)
        return max(open.max() ?? -.infinity, turns.lazy.map(\.reached).max() ?? -.infinity)
    }

    /// Whether there are no more jobs.
    var isAtEnd: Bool { turns.isEmpty && newest == nil }

    /// Returns the next jobs, one step of the reader; nil at the end. Places that cannot be read are noted and left.
    mutating func next(_ unreadable: inout UnreadableKeys) throws(Trouble) -> Step? {
        try askAhead(&unreadable)
        guard !turns.isEmpty else { return nil }
        let turn = turns.removeFirst()
        let queue = places[turn.place].cursor.queue
        let fetched = try reader.fetch(turn.jobs, of: queue)
        reader.addPage(to: &places[turn.place].cursor)
        let rest = turn.jobs[fetched.count...]
        places[turn.place].cursor.putBack(rest, reached: turn.reached)
        places[turn.place].left += rest.count
        try askAhead(&unreadable)
        let jobs = Array(zip(turn.jobs, reader.candidates(in: fetched)))
        for (job, candidate) in jobs where job.endedAt == nil { places[turn.place].cursor.note(candidate.time) }
        return Step(queue: queue, jobs: jobs)
    }

    /// Asks the server for the next turns.
    private mutating func askAhead(_ unreadable: inout UnreadableKeys) throws(Trouble) {
        while turns.count < turnsAhead, let index = newest {
            var place = places[index]
            // Ids that come with a script that was sent need not be read twice.
            if !turns.isEmpty, reader.isReadingPage(of: place.cursor) { return }
            let before = place.cursor.reached
            let jobs: [FoundJob]
            do throws(Trouble) { jobs = try place.cursor.next(min(reader.stepSize, place.left), store) } catch {
                try store.note(error, of: place.cursor.key, in: place.cursor.queue, &unreadable)
                places[index].left = 0
                continue
            }
            place.left -= jobs.count
            place.cursor.note(jobs.last?.endedAt)
            places[index] = place
            guard !jobs.isEmpty else { continue }
            turns.append(Turn(place: index, jobs: jobs, reached: before))
            reader.askAhead(jobs, from: place.cursor, keeping: 2 * turnsAhead * reader.stepSize)
        }
    }

    /// The index of the place that has the newest jobs.
    private var newest: Int? {
        places.indices.lazy.filter { places[$0].hasMore }.max {
            places[$0].cursor.reached < places[$1].cursor.reached
        }
    }
}
