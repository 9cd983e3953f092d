import Queues

/// The progress of the search for queues. It goes through the keyspace once for each kind of key that shows a queue.
struct Search {
    /// A key that shows a queue (data model, 3.1): BullMQ's `meta`, Bull's `id`, and the events of a queue whose `meta`
    /// was deleted by hand.
    enum Trace: Int, CaseIterable {
        case meta
        case id
        case events

        /// The part of the key after the queue's base.
        var suffix: String {
            switch self {
            case .meta: ":meta"
            case .id: ":id"
            case .events: ":events"
            }
        }

        /// The type of its value, as SCAN names it.
        var type: String {
            switch self {
            case .meta: "hash"
            case .id: "string"
            case .events: "stream"
            }
        }
    }

    /// A pass through the keyspace that has begun.
    struct Round {
        var trace = Trace.meta
        var cursor: [UInt8] = Array("0".utf8)
        var scannedKeys = 0
        /// The queues seen in this round.
        var seen: Set<QueueID> = []
        /// The bases that turned out not to be queues.
        var rejected: Set<QueueID> = []
        /// The bases that were found and are still to be judged.
        var candidates: [QueueID] = []
        /// The cursor of the next SCAN, used after the candidates are judged.
        var reached: [UInt8]?
    }

    /// The maximum number of candidates that one step judges, with a dozen reads each.
    static let judgedAtOnce = 500

    private static let longestPause: Milliseconds = 60_000

    private(set) var round: Round?
    /// The time at which the next round begins, in ms since 1970.
    private(set) var pauseUntil: Milliseconds = 0
    private(set) var isComplete = false
    /// The number of keys in the database.
    var totalKeys: Int?
    /// The number of keys that one step looks at.
    private(set) var count = Search.least
    /// The shortest time of a step, in µs: mostly the network's.
    private var shortest: Int64?

    /// The progress that the dashboard shows.
    var discovery: Discovery {
        let passes = Trace.allCases.count
        let scanned = (round?.scannedKeys).map { $0 / passes } ?? (isComplete ? totalKeys ?? 0 : 0)
        return Discovery(
            scannedKeys: min(scanned, totalKeys ?? scanned), totalKeys: totalKeys, isComplete: isComplete)
    }

    /// Begins a round when it is due. Returns whether one is under way.
    mutating func begin(now: Milliseconds) -> Bool {
        // No pause is that long, so our clock was set back.
        if pauseUntil - now > Self.longestPause { pauseUntil = now }
        if round == nil && now >= pauseUntil { round = Round() }
        return round != nil
    }

    mutating func note(seen queue: QueueID) { round?.seen.insert(queue) }

    mutating func note(rejected queue: QueueID) { round?.rejected.insert(queue) }

    /// Adds the result of a SCAN.
    mutating func absorb(cursor: [UInt8], candidates: some Sequence<QueueID>) {
        guard let current = round else { return }
        let most = keys(after: current.trace) ?? .max
        round?.scannedKeys = min(current.scannedKeys + count, most)
        round?.reached = cursor
        round?.candidates += candidates.filter { !current.seen.contains($0) && !current.rejected.contains($0) }
    }

    /// Takes some of the bases that are to be judged.
    mutating func takeCandidates(_ limit: Int = judgedAtOnce) -> [QueueID] {
        let taken = Array((round?.candidates ?? []).suffix(limit))
        round?.candidates.removeLast(taken.count)
        return taken
    }

    /// Takes back a base that could not be judged.
    mutating func giveBack(_ queue: QueueID) { round?.candidates.append(queue) }

    /// Continues with the next SCAN, or the next pass, when no base is left to be judged. Returns the queues of the
    /// round at its end.
    mutating func advance(now: Milliseconds) -> Set<QueueID>? {
        guard let current = round, current.candidates.isEmpty, let cursor = current.reached else { return nil }
        round?.cursor = cursor
        round?.reached = nil
        guard cursor.elementsEqual("0".utf8) else { return nil }
        // The pass has seen every key, whatever its counts were.
        let scanned = keys(after: current.trace) ?? current.scannedKeys
        round?.scannedKeys = scanned
        if let next = Trace(rawValue: current.trace.rawValue + 1) {
            round?.trace = next
            // Other keys match, which take longer or not.
            count = Self.least
            return nil
        }
        round = nil
        isComplete = true
        pauseUntil = now + Self.pause(afterKeys: totalKeys ?? current.scannedKeys)
        return current.seen
    }

    /// Ends the round at once, where queues need not be searched for. Returns the queues of the round.
    mutating func end(now: Milliseconds) -> Set<QueueID>? {
        defer { round = nil }
        isComplete = true
        pauseUntil = now + Self.pause(afterKeys: 0)
        return round?.seen
    }

    /// Returns the number of keys looked at by the end of the pass for `trace`; nil while the size of the keyspace is
    /// unknown.
    private func keys(after trace: Trace) -> Int? { totalKeys.map { $0 * (trace.rawValue + 1) } }

    /// Returns the time between two rounds, in ms: 10 s in a small keyspace, up to 60 s in one of more than a million
    /// keys.
    private static func pause(afterKeys keys: Int) -> Milliseconds {
        min(longestPause, max(10_000, Milliseconds(keys / 20)))
    }

    /// The time that a step is to take of the server, in µs. No step takes more than a third above it where keys are alike.
    private static let stepTime: Int64 = 3_000
    /// The fewest keys of a step: every server looks at them in less time, so a slower step was slowed by the network.
    private static let least = 1_000
    private static let most = 10_000

    /// Adapts the size of a step to the time that the last one took of the server: what is longer than a reply of almost no
    /// work. Sizes grow slowly, as the next keys may be slower, and shrink at once.
    mutating func absorb(stepTook microseconds: Int64) {
        let network = min(shortest ?? microseconds, microseconds)
        shortest = network
        let time = max(1, microseconds - network)
        let fitting = Int(clamping: Int64(count) * Self.stepTime / time)
        count = min(max(fitting, Self.least), count * 2, Self.most)
    }

    /// Starts again on a new connection: it may lead to another server, where the cursor has no meaning.
    ///
    /// `network`: the time of a round trip with almost no work, in µs.
    mutating func restart(network: Int64) {
        round = nil
        pauseUntil = 0
        count = Self.least
        shortest = network
    }
}
