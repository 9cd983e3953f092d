/// A worker with its connections, and the active jobs that have its name.
public struct WorkerGroup: Equatable, Sendable {
    /// Whether the worker is connected.
    public enum Presence: Equatable, Sendable {
        /// It has these connections.
        case connected([Worker])
        /// No client has its name.
        case gone
        /// The server does not list its clients.
        case unknown
        /// The server is a replica: its worker connects to the primary.
        case elsewhere
        /// Its jobs name no worker, and more than one may hold them.
        case unnamed
    }

    /// The queue that it works for.
    public let queue: QueueID
    /// Its name; nil where it has none, or its jobs bear none.
    public let name: [UInt8]?
    /// Whether it is connected.
    public let presence: Presence
    /// The active jobs that it holds, or has left behind.
    public fileprivate(set) var jobs: [JobRow] = []

    /// The word for whether it is connected, in JSON.
    public var presenceWord: String {
        switch presence {
        case .connected: "connected"
        case .gone: "gone"
        case .unknown, .elsewhere: "unknown"
        case .unnamed: "unnamed"
        }
    }

    /// The identity of a worker among all others of a server.
    public struct Identity: Hashable, Sendable {
        let queue: QueueID
        let name: [UInt8]?
        /// The address of a worker without a name; nil otherwise.
        let address: [UInt8]?
    }

    /// Its identity.
    public var identity: Identity {
        Identity(queue: queue, name: name, address: name == nil ? connections.first?.addresses.first : nil)
    }

    /// Its connections, as far as they are known.
    public var connections: [Worker] { if case .connected(let workers) = presence { workers } else { [] } }

    /// The addresses of its connections.
    public var addresses: [[UInt8]] { connections.flatMap(\.addresses) }
    /// The time since it connected, in ms.
    public var age: Milliseconds? { connections.compactMap(\.age).max() }
    /// The time since its last command, in ms.
    public var idle: Milliseconds? { connections.compactMap(\.idle).min() }
    /// The client library with its version, where it reports that.
    public var library: [UInt8]? { connections.lazy.compactMap(\.library).first }

    /// The number of its jobs without a lock, on which no worker works any more.
    public var unlocked: Int { jobs.count { $0.lock == .missing } }
}

extension WorkerGroup {
    /// Returns all workers of a report. Those with jobs without a lock come first, then those that are not connected;
    /// equal ones are ordered by queue, then by name.
    public static func all(in report: WorkerReport) -> [WorkerGroup] {
        var groups = connected(report.workers ?? [])
        var indices: [Identity: Int] = [:]
        for (index, group) in groups.enumerated() where group.name != nil { indices[group.identity] = index }
        let byQueue = Dictionary(grouping: groups.indices) { groups[$0].queue }
        for held in report.jobs {
            let name = held.row.processedBy.flatMap { $0.isEmpty ? nil : $0 }
            let identity = Identity(queue: held.queue, name: name, address: nil)
            let only = report.isOfReplica ? nil : sole(byQueue[held.queue], in: groups, holding: held.row)
            if let index = indices[identity] ?? only {
                groups[index].jobs.append(held.row)
                continue
            }
            indices[identity] = groups.count
            let presence = presence(of: held, hasOthers: byQueue[held.queue] != nil, in: report)
            var group = WorkerGroup(queue: held.queue, name: name, presence: presence)
            group.jobs = [held.row]
            groups.append(group)
        }
        return groups.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }.map(\.element)
    }

    /// Returns the index of the only worker that a job without a worker's name can belong to; nil where there is not
    /// exactly one. One that lost its lock may be of a worker that is gone, of which nothing else is left.
    private static func sole(_ places: [Int]?, in groups: [WorkerGroup], holding row: JobRow) -> Int? {
        guard row.processedBy?.isEmpty != false, row.lock != .missing, let places, places.count == 1,
            groups[places[0]].name == nil
        else { return nil }
        return places[0]
    }

    private static func presence(of held: HeldJob, hasOthers: Bool, in report: WorkerReport) -> Presence {
        guard report.workers != nil else { return .unknown }
        guard !report.isOfReplica else { return .elsewhere }
        if held.row.processedBy?.isEmpty == false { return .gone }
        return hasOthers || report.hasNameless ? .unnamed : .gone
    }

    /// Returns the connected workers. Those of the same name and queue are one worker, even on several hosts.
    private static func connected(_ workers: [Worker]) -> [WorkerGroup] {
        var groups: [(queue: QueueID, name: [UInt8]?, workers: [Worker])] = []
        for worker in workers {
            // The workers come in the order of their queues and names.
            if let last = groups.last, worker.name != nil, last.queue == worker.queue, last.name == worker.name {
                groups[groups.count - 1].workers.append(worker)
            } else {
                groups.append((worker.queue, worker.name, [worker]))
            }
        }
        return groups.map { WorkerGroup(queue: $0.queue, name: $0.name, presence: .connected($0.workers)) }
    }

    /// The rank in the list: workers that need attention come first.
    private var rank: Int {
        if unlocked > 0 { return 0 }
        switch presence {
        case .gone: return 1
        case .connected, .unknown, .elsewhere, .unnamed: return 2
        }
    }
}
