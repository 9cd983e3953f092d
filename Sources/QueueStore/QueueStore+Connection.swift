public import Queues
import Redis

extension QueueStore {
    /// Connects, finds out with harmless commands what the server permits, and reads its status.
    public func connect() throws(Trouble) {
        isConnecting = true
        defer { isConnecting = false }
        connection?.close()
        connection = nil
        do {
            connection = try endpoint.connect(name: "bulltop", stop: stop)
        } catch {
            throw Trouble(error, database: endpoint.database)
        }
        prefixes = Self.prefixes(givenPrefixes, isCluster: connection?.isCluster == true)
        abilities = Abilities()
        nextReport = 0
        nextWorkers = 0
        (lastOverview, following.insight, examined) = (nil, nil, nil)
        (following.minutes, following.metrics) = ([:], nil)
        endTracking(until: 0)
        try probe()
        search.restart(network: meter.latest)
        for record in records.values { record.forget() }
    }

    /// Tries TIME and INFO once before they go into every pipeline, since they are not in `@read`.
    private func probe() throws(Trouble) {
        var replies = try ask([Command("TIME"), Command("INFO"), Command("DBSIZE")])
        try replies.checkServer()
        (roundTrip, lastWatch) = (meter.latest, nil)
        let (time, report, size) = (replies.reply(), replies.reply(), replies.reply())
        abilities.canReadTime = time.error == nil
        abilities.canReadReport = report.error == nil
        server = ServerStatus(address: endpoint.display, database: endpoint.database)
        server.thresholds = thresholds
        server.absorb(report: report)
        // HELLO has the role even for a user who may not run INFO.
        if report.error != nil { server.isReplica = (connection as? Connection)?.identity?.isReplica == true }
        noteFollowedCluster()
        search.totalKeys = try? size.count()
    }

    /// Sends a pipeline that only reads, and waits for its replies, which may take `limit` bytes. An error reply is
    /// returned, not thrown. A string beyond `longest` bytes becomes a list of its beginning and its length. A
    /// connection that the server has closed meanwhile is opened again.
    func ask(
        _ commands: [Command], limit: Int = Connection.replyLimit, longest: Int? = nil
    ) throws(Trouble) -> Replies {
        do throws(Trouble) {
            guard connection != nil else { throw Trouble.disconnected("not connected") }
            do throws(Trouble) {
                return try exchange(commands, limit: limit, longest: longest, isRepeatable: true)
            } catch .disconnected where !isConnecting {
                try connect()
                return try exchange(commands, limit: limit, longest: longest, isRepeatable: true)
            }
        } catch {
            throw isPerforming ? error.beforeSending : error
        }
    }

    /// Sends a pipeline once, and waits for its replies; commands that change something are sent by it, too. The
    /// connection is opened again only where it had ended before anything was sent.
    func exchange(
        _ commands: [Command], limit: Int = Connection.replyLimit, longest: Int? = nil, isRepeatable: Bool = false
    ) throws(Trouble) -> Replies {
        let connection = try living()
        guard !commands.isEmpty else { return Replies([]) }
        let before = Meter.Reading(connection)
        do {
            let replies = Replies(
                try connection.pipeline(
                    commands, limit: limit, longest: longest, isRepeatable: isRepeatable))
            meter.add(since: before, connection)
            if replies.haveRedirections, !connection.isCluster { server.isCluster = true }
            return replies
        } catch {
            self.connection = nil
            throw Trouble(error, database: endpoint.database)
        }
    }

    /// Returns the connection, opened again where the server has closed it.
    func living() throws(Trouble) -> any RedisClient {
        do throws(Trouble) {
            if connection?.hasEnded() == true, !isConnecting { try connect() }
            guard let connection else { throw Trouble.disconnected("not connected") }
            return connection
        } catch {
            throw isPerforming ? error.beforeSending : error
        }
    }
}

/// The commands that the server permits, as far as that is known.
struct Abilities {
    /// Whether TIME is permitted.
    var canReadTime = false
    /// Whether transactions are permitted, as far as is known.
    var canUseTransactions = true
    /// Whether INFO is permitted.
    var canReadReport = false
    /// Whether CLIENT LIST is permitted.
    var canListClients = true
    /// Whether EVAL is permitted, for reading pieces of large values.
    var canRunScripts = true
    /// Whether SCAN has the option TYPE, as since Redis 6.
    var canScanByType = true
    /// Whether LPOS exists, as since Redis 6.0.6.
    var canFindInList = true
}
