import Threads

/// Tracks the keys of a cluster. Each node reports the changes of the keys that were read from it, so each connection
/// for reading has another one for its reports. Where slots move, or a node is lost, all keys count as changed: a node
/// does not report that a key is created elsewhere.
final class ClusterTracking: KeyTracker {
    private let cluster: Cluster
    private var reports: [Address: KeyReports] = [:]
    /// The traffic of the closed connections for reports.
    private var past = Traffic()
    /// The number of changes of the map of slots when keys were last reported.
    private var version = 0
    /// Whether changes may have been missed.
    private var hasGap = false
    /// Why a node does not permit tracking; nil where all do.
    private var denial: ServerError?

    /// Opens two more connections to each node of a cluster. Throws `untracked` where a node cannot track keys.
    init(like other: Cluster) throws(RedisError) {
        let first = try Connection.open(
            other.endpoint, name: other.name, timeouts: other.timeouts, stop: other.stop)
        cluster = try Cluster(
            other.endpoint, through: first, name: other.name, timeouts: other.timeouts, stop: other.stop)
        cluster.drop(first.address)
        cluster.prepare = { [weak self] (connection: Connection) throws(RedisError) in
            try self?.prepare(connection)
        }
        for node in cluster.map.masters where node.slots > 0 { _ = try cluster.connection(to: node.address) }
        (hasGap, version) = (false, cluster.version)
        if let denial {
            close()
            throw .untracked(denial)
        }
    }

    deinit { close() }

    /// The client for reading.
    var reader: any RedisClient { cluster }

    /// The traffic of all connections. All nodes are asked at the same time.
    var traffic: Traffic {
        var traffic = reports.values.reduce(into: cluster.traffic) { $0.add($1.traffic) }
        traffic.add(past)
        traffic.roundTrips += past.roundTrips
        return traffic
    }

    /// Lets a node report the keys that a new connection reads.
    private func prepare(_ connection: Connection) throws(RedisError) {
        end(connection.address)
        hasGap = true
        let endpoint = cluster.endpoint.at(connection.address)
        do throws(RedisError) {
            let report = try KeyReports(endpoint, name: cluster.name, stop: cluster.stop)
            reports[connection.address] = report
            try report.follow(connection)
        } catch {
            // The node can be read all the same.
            guard case .untracked(let words) = error else { throw error }
            denial = words
        }
    }

    /// Returns the keys that have changed since the last call. Throws where a node does not permit tracking any more.
    func changes() throws(RedisError) -> KeyChanges {
        for (address, connection) in cluster.connections where connection.hasEnded() { lose(address) }
        for report in reports.values { report.ask() }
        past.roundTrips += 1
        var keys: [[UInt8]] = []
        for (address, report) in reports {
            do throws(RedisError) {
                switch try report.changes() {
                case .everything: hasGap = true
                case .keys(let some): keys += some
                }
            } catch {
                if case .stopped = error { throw error }
                lose(address)
            }
        }
        guard denial == nil else { throw .closed("A node does not permit tracking") }
        if cluster.version != version { (version, hasGap) = (cluster.version, true) }
        defer { hasGap = false }
        return hasGap ? .everything : .keys(keys)
    }

    /// Closes the connections to a node; the one for reading is opened again when it is needed.
    private func lose(_ address: Address) {
        cluster.drop(address)
        end(address)
        hasGap = true
    }

    private func end(_ address: Address) {
        guard let report = reports.removeValue(forKey: address) else { return }
        report.close()
        past.add(report.traffic)
    }

    /// Closes all connections. A second call does nothing.
    func close() {
        cluster.close()
        for address in reports.keys { end(address) }
    }
}
