public import Threads

/// The primaries of a Redis Cluster as one client. Commands are sent to the node of their keys, to all nodes at the
/// same time. Slots that move and primaries that fail are followed.
public final class Cluster: RedisClient {
    let endpoint: Endpoint
    let name: String?
    let timeouts: Timeouts
    let stop: StopSignal?
    let waiter: Waiter

    var map: SlotMap
    /// The number of changes of the map, which a SCAN checks.
    var version = 0
    /// The time after which the map is read again, in ms: slots that have no known keys are moved without a redirection.
    var mapLifetime: Int64 = 10_000
    private var mapReadAt = MonotonicClock.now
    var connections: [Address: Connection] = [:]
    /// The reasons why nodes do not answer.
    var problems: [Address: String] = [:]
    /// Prepares each connection to a node before it is used.
    var prepare: ((Connection) throws(RedisError) -> Void)?
    /// The traffic of the closed connections.
    private var past = Traffic()
    /// Whether it can be used: false after `close()` and after any `RedisError`.
    public private(set) var isOpen = true

    /// The time for which commands that were not sent, or were refused, are tried again while the cluster heals, in ms:
    /// a failover takes the cluster's node timeout and about a second.
    static let patience: Int64 = 10_000

    /// Creates a cluster that one of its nodes belongs to.
    init(
        _ endpoint: Endpoint, through connection: Connection, name: String?, timeouts: Timeouts, stop: StopSignal?
    ) throws(RedisError) {
        self.endpoint = endpoint
        self.name = name
        self.timeouts = timeouts
        self.stop = stop
        waiter = Waiter(stop: stop)
        let reply = try connection.send(Command("CLUSTER", "SLOTS"))
        guard let map = SlotMap(reply, asked: connection.address) else {
            let error = reply.error ?? ServerError(code: "CLUSTERDOWN", message: "The cluster has no slots")
            throw .refused(error)
        }
        self.map = map
        connections[connection.address] = connection
    }

    deinit { close() }

    /// Its queues may lie on several nodes.
    public var isCluster: Bool { true }

    /// Returns whether the client is closed. The connection to a single node is opened again when it is needed.
    public func hasEnded() -> Bool { !isOpen }

    /// The traffic with all nodes.
    public var traffic: Traffic {
        connections.values.reduce(into: past) { $0.add($1.traffic) }
    }

    /// The primaries that serve slots.
    public var nodes: [RedisNode] {
        map.masters.filter { $0.slots > 0 }.map { master in
            RedisNode(
                address: master.address.display, slots: master.slots, replicas: master.replicas.count,
                problem: problems[master.address])
        }
    }

    /// Sends each command to the node of its keys, to all nodes at the same time, and returns the replies in the order
    /// of the commands.
    public func pipeline(
        _ commands: [Command], limit: Int, longest: Int?, isRepeatable: Bool
    ) throws(RedisError) -> [Reply] {
        guard isOpen else { throw .closed("The connection is closed") }
        guard !commands.isEmpty else { return [] }
        past.roundTrips += 1
        if MonotonicClock.now - mapReadAt >= mapLifetime { try refresh() }
        var plan = ClusterPlan(commands, map, version: version)
        do throws(RedisError) {
            try perform(&plan, limit: limit, longest: longest, isRepeatable: isRepeatable)
        } catch {
            close()
            throw error
        }
        return plan.replies
    }

    /// Sends a command to the node of its key, and passes the string in its reply to `take` in pieces.
    public func stream(_ command: Command, to take: (ArraySlice<UInt8>) -> Bool) throws(RedisError) -> Reply? {
        guard isOpen else { throw .closed("The connection is closed") }
        // A redirection of the slot is followed first.
        let probe = Command("EXISTS", command.arguments.dropFirst().first ?? [])
        if let error = try pipeline([probe], limit: Connection.replyLimit, isRepeatable: true).first?.error {
            return .error(error)
        }
        guard let node = map.owner(of: HashSlot.of(probe.arguments[1])) else { return .null }
        let connection = try connection(to: node)
        let reply = try connection.stream(command, to: take)
        if !connection.isOpen { drop(node) }
        return reply
    }

    /// Returns nil, since redirections of commands that are sent ahead could not be followed.
    public func sendAhead(_ commands: [Command]) -> Int? { nil }

    /// Returns nil, since nothing is sent ahead.
    public func replies(sentAhead ticket: Int) -> [Reply]? { nil }

    /// Opens two more connections to each node, which report changed keys.
    public func tracker(
        _ endpoint: Endpoint, name: String?, stop: StopSignal?
    ) throws(RedisError) -> any KeyTracker {
        try ClusterTracking(like: self)
    }

    /// Closes all connections. A second call does nothing.
    public func close() {
        isOpen = false
        for address in connections.keys { drop(address) }
    }

    /// Returns the connection to a node, opened where there is none, or only a lost one.
    func connection(to address: Address) throws(RedisError) -> Connection {
        if let connection = connections[address], !connection.hasEnded() { return connection }
        drop(address)
        do throws(RedisError) {
            let connection = try Connection(endpoint.at(address), name: name, timeouts: timeouts, stop: stop)
            try prepare?(connection)
            connections[address] = connection
            problems[address] = nil
            return connection
        } catch {
            problems[address] = error.words
            throw error
        }
    }

    func drop(_ address: Address) {
        guard let connection = connections.removeValue(forKey: address) else { return }
        connection.close()
        past.add(connection.traffic)
    }
}

extension Cluster {
    /// Reads the map of slots from the first node that answers, connected ones first. Returns whether one has answered.
    @discardableResult
    func refresh() throws(RedisError) -> Bool {
        mapReadAt = MonotonicClock.now
        let known = map.addresses
        let others = (known + endpoint.addresses).filter { connections[$0] == nil }
        for address in Array(connections.keys) + others {
            do throws(RedisError) {
                let node = try connection(to: address)
                let found = SlotMap(try node.send(Command("CLUSTER", "SLOTS")), asked: address)
                guard let found else { continue }
                take(found)
                return true
            } catch {
                if case .stopped = error { throw error }
                problems[address] = error.words
                drop(address)
            }
        }
        return false
    }

    /// Follows another map.
    func take(_ found: SlotMap) {
        guard found != map else { return }
        map = found
        version += 1
        let masters = Set(found.masters.map(\.address))
        for address in connections.keys where !masters.contains(address) { drop(address) }
        for address in problems.keys where !masters.contains(address) { problems[address] = nil }
    }
}
