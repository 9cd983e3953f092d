public import Queues
import Redis

extension QueueStore {
    /// Connects, finds out with harmless commands what the server permits, and reads its status.
    public func connect() throws(Trouble) {
        isConnecting = true
        defer { isConnecting = false }
        connection?.close()
        connection = nil
        abilities = Abilities()
        prefixes = Self.prefixes(givenPrefixes, isCluster: false)
        do {
            var place = endpoint
            place.others += knownNodes.filter { !place.addresses.contains($0) }
            connection = try place.connect(
                name: "bulltop", patience: followingPatience, stop: stop, first: firstCommands)
            generation += 1
        } catch {
            throw Trouble(error, database: endpoint.database)
        }
        prefixes = Self.prefixes(givenPrefixes, isCluster: connection?.isCluster == true)
        nextReport = 0
        nextWorkers = 0
        start = Start()
        (lastOverview, following.insight, examined) = (nil, nil, nil)
        (following.minutes, following.metrics) = ([:], nil)
        endTracking(until: 0)
        try probe()
        search.restart(network: meter.latest)
        for record in records.values { record.forget() }
    }

    /// The commands that are sent together with the handshake: those that find out what the server permits, and for a
    /// dashboard the first step of the search for queues, so that one far away shows them sooner.
    private var firstCommands: [Command] {
        let searches = mayBegin && named.isEmpty
        return Self.probes + (searches ? [scanCommand(Search.Round())] : [])
    }

    private static let probes = [Command("TIME"), Command("INFO"), Command("DBSIZE")]

    /// Tries TIME and INFO once before they go into every pipeline, since they are not in `@read`.
    private func probe() throws(Trouble) {
        var replies = Replies([])
        if let greeting = connection?.greeting {
            replies = Replies(greeting.replies)
            meter.note(latest: greeting.microseconds)
        } else {
            replies = try ask(Self.probes)
        }
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
        if mayBegin { start.hasReport = report.error == nil }
        if !replies.isEmpty { start.scan = replies.reply() }
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

extension QueueStore {
    /// Asks the Sentinels, or the nodes of the cluster that have a key, whether a failover is under way. A connection that
    /// leads to a former primary is opened again.
    func failover(of key: [UInt8]) throws(Trouble) -> FailoverSign {
        let connection = try living()
        do {
            return try connection.failover(of: key)
        } catch {
            throw Trouble(error, database: endpoint.database)
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
