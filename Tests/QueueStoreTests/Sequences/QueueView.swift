import Queues
import Redis
import TestSupport

/// A queue in a keyspace, for choosing the next step.
struct QueueView {
    let queue: QueueID
    let keyspace: Keyspace

    static let sets: [JobState] = [.completed, .failed, .delayed, .prioritized, .waitingChildren]

    func key(_ name: String) -> [UInt8] { queue.key(name) }

    func key(of job: [UInt8]) -> [UInt8] { queue.key(of: JobID(job)) }

    /// Returns the ids of a list, without the markers of 3 and 4.
    func list(_ name: String) -> [[UInt8]] {
        guard case .list(let ids)? = keyspace.entries[key(name)]?.value else { return [] }
        return ids.filter { !$0.starts(with: Array("0:".utf8)) }
    }

    /// Returns the members of a sorted set, in the order of their scores.
    func members(_ name: String) -> [[UInt8]] {
        guard case .zset(let scores)? = keyspace.entries[key(name)]?.value else { return [] }
        return scores.sorted { ($0.value, $0.key.text) < ($1.value, $1.key.text) }.map(\.key)
    }

    /// Returns the ids of a state.
    func ids(_ state: JobState) -> [[UInt8]] {
        switch state {
        case .waiting: list("wait") + list("paused")
        case .active: list("active")
        case .completed, .failed, .delayed, .prioritized, .waitingChildren: members(state.rawValue)
        }
    }

    /// All jobs that are in a list or a sorted set.
    var ids: [[UInt8]] { ([.waiting, .active] + Self.sets).flatMap(ids) }

    /// Returns the state of a job; nil for an unlisted one.
    func state(of job: [UInt8]) -> JobState? { (Self.sets + [.active, .waiting]).first { ids($0).contains(job) } }

    /// Returns a field of a hash; nil where there is none.
    func field(_ name: String, of key: [UInt8]) -> [UInt8]? {
        guard case .hash(let fields)? = keyspace.entries[key]?.value else { return nil }
        return fields[Array(name.utf8)]
    }

    func exists(_ key: [UInt8]) -> Bool { keyspace.entries[key] != nil }

    func isLocked(_ job: [UInt8]) -> Bool { exists(key(of: job) + Array(":lock".utf8)) }

    var isPaused: Bool { field("paused", of: key("meta")) != nil }
}
