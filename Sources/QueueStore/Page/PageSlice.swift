import Queues
import Redis

/// Some jobs of a list or sorted set, counted from one of its ends (data model, 4.2).
struct PageSlice {
    let order: JobOrder
    let offset: Int
    let limit: Int

    /// Returns the command for a list, whose head is the newest end. From the other end the indices are negative.
    func list(_ key: [UInt8]) -> Command {
        switch order {
        case .newestFirst: .on(key, "LRANGE", String(offset), String(offset + limit - 1))
        case .oldestFirst: .on(key, "LRANGE", String(-offset - limit), String(-offset - 1))
        }
    }

    /// Returns the command for a sorted set, whose highest score is the newest end. Scores are included only where they
    /// have a meaning.
    func sortedSet(_ key: [UInt8], withScores: Bool) -> Command {
        let name = order == .newestFirst ? "ZREVRANGE" : "ZRANGE"
        var command = Command.on(key, name, String(offset), String(offset + limit - 1))
        if withScores { command.append("WITHSCORES".utf8) }
        return command
    }

    /// Returns the ids in the reply for a list, in the order of the slice, without old markers.
    func ids(ofList reply: Reply) throws(Trouble) -> [JobID] {
        let ids = try reply.strings().map(JobID.init).filter { !$0.isOldMarker }
        return order == .newestFirst ? ids : ids.reversed()
    }

    /// Returns the part of the slice that lies in the second of two lists, behind `skipped` ids; nil where none does.
    func part(after skipped: Int, length: Int) -> PageSlice? {
        let start = max(offset, skipped)
        let end = min(offset + limit, skipped + length)
        guard start < end else { return nil }
        return PageSlice(order: order, offset: start - skipped, limit: end - start)
    }
}

/// A job's id, and the state in which it was found.
struct FoundJob: Equatable {
    let id: JobID
    /// The state; nil where no list has the id.
    let state: JobState?
    /// The time at which a delayed job runs, in ms since 1970.
    var runAt: Milliseconds?
    /// The time at which a finished job ended, in ms since 1970.
    var endedAt: Milliseconds?

    init(id: JobID, state: JobState?, runAt: Milliseconds? = nil, endedAt: Milliseconds? = nil) {
        self.id = id
        self.state = state
        self.runAt = runAt
        self.endedAt = endedAt
    }

    /// Returns the time in a score of `delayed` (data model, 1.5).
    static func runAt(score: [UInt8]) -> Milliseconds? {
        Double(String(decoding: score, as: UTF8.self)).flatMap { Int64(exactly: ($0 / 4_096).rounded(.down)) }
    }
}
