public import Threads

/// Tracks the keys of one server, by two connections: one for reading, and one to which the server reports changes.
public final class KeyTracking: KeyTracker {
    private let connection: Connection
    private let reports: KeyReports

    /// Opens two more connections to the server of a connection. Throws `untracked` where that server cannot track keys.
    public init(
        _ endpoint: Endpoint, like connection: Connection, name: String?, stop: StopSignal?
    ) throws(RedisError) {
        let endpoint = endpoint.at(connection.address)
        reports = try KeyReports(endpoint, name: name, stop: stop)
        do throws(RedisError) {
            self.connection = try reports.reader(endpoint, name: name, stop: stop)
        } catch {
            reports.close()
            throw error
        }
    }

    deinit { close() }

    /// The connection for reading.
    public var reader: any RedisClient { connection }

    /// The traffic of both connections.
    public var traffic: Traffic {
        var traffic = connection.traffic
        traffic.add(reports.traffic)
        traffic.roundTrips += reports.traffic.roundTrips
        return traffic
    }

    /// Returns the keys that have changed since the last call.
    public func changes() throws(RedisError) -> KeyChanges {
        reports.ask()
        return try reports.changes()
    }

    /// Closes both connections. A second call does nothing.
    public func close() {
        connection.close()
        reports.close()
    }
}
