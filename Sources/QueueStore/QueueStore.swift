public import Queues
public import Redis
public import Threads

/// Finds the queues of one server, reads what a `Watch` asks for, and performs operations.
///
/// It owns one connection and belongs to one thread. Reading needs no more than the ACL category `@read`, and works on
/// a replica.
public final class QueueStore {
    let endpoint: Endpoint
    /// The prefixes that were given.
    let givenPrefixes: [[UInt8]]
    /// The prefixes that are searched, the longest first.
    var prefixes: [[UInt8]]
    /// The queues that were named, if any; no others are searched for then.
    let named: [QueueID]
    let stop: StopSignal?

    var connection: (any RedisClient)? {
        willSet { if let cluster = connection as? Cluster { knownNodes = cluster.addresses } }
    }
    /// The nodes of the cluster when its last connection ended: those of the endpoint may be gone.
    private(set) var knownNodes: [Address] = []
    /// What is left to use of the beginning of the connection.
    var start = Start()
    /// The number of connections that were opened: another one may lead to another server.
    var generation = 0
    /// The time for which opening a connection waits for a failover, in ms; nil for the usual one.
    var followingPatience: Milliseconds?
    /// The time for which an operation on many jobs waits for a failover, in ms.
    var failoverPatience: Milliseconds = 120_000
    /// Whether the server is asked to report changed keys, so that an overview of a quiet server costs almost nothing.
    let tracksKeys: Bool
    /// The tracking of changed keys for overviews; nil where keys are not tracked.
    var tracking: OverviewTracking?
    /// The time at which tracking keys is tried next, on our clock, in ms since 1970.
    var nextTracking: Milliseconds = 0
    /// Why the server does not report changed keys; nil while that was not found.
    var trackingDenial: ServerError?
    /// From when on something is said of a queue or of the server.
    let thresholds: HealthThresholds
    /// Whether the connection is being opened, so that losing it does not open another one.
    var isConnecting = false
    var server: ServerStatus
    var abilities = Abilities()
    /// The ms by which the server's clock is ahead of ours.
    var clockLead: Milliseconds = 0
    var nextReport: Milliseconds = 0
    /// The time at which the workers are counted next, on our clock, in ms since 1970.
    var nextWorkers: Milliseconds = 0
    /// The time of the quickest PING so far, in µs; measured only where TIME is not permitted.
    var fastestRoundTrip: Int64 = .max
    var meter = Meter()

    /// The record of each queue that was found or requested.
    var records: [QueueID: QueueRecord] = [:]
    /// The queues that were found, in order.
    var listed: [QueueRecord] = []
    var search = Search()
    /// The queues of which only the connections of their workers are left.
    var connected: Set<QueueID> = []
    /// The beginnings of the next slice of a long overview: of all queues, and of those where something happens.
    var (sliceStart, burningStart) = (0, 0)

    var rowTexts = RecentCache<JobPlace, RowTexts>(capacity: 2_000)
    var huge = HugeFields()
    var timestamps = RecentCache<JobPlace, Milliseconds>(capacity: 10_000)
    var pieces = PieceCache()
    var previews = PreviewCache()
    var logs = LogCache()
    /// The readings that continue from answer to answer.
    var following = Following()
    var otherPieces = PieceCache()
    /// The clients that the screen of workers knows.
    var knownClients: KnownClients?
    /// The permissions of the server, and the time until which they hold, on the monotonic clock, in ms.
    var examined: (found: Examination, until: Milliseconds)?
    /// The overview that was read last, with its time.
    var lastOverview: (overview: Overview, request: OverviewRequest, time: Milliseconds)?
    /// The connected workers; nil where the server does not list them.
    var connectedWorkers: [Worker]?
    /// The time at which they were listed, on our clock, in ms since 1970, and the length of the list in bytes.
    var (workersListedAt, clientsLength): (Milliseconds, Int) = (0, 0)
    /// Whether the first answer to a watch may be only its beginning.
    var mayBegin = false
    /// The time of a round trip that makes a server far away, in µs.
    var farAway: Int64 = 50_000
    /// The time of a round trip when the connection was opened, in µs.
    var roundTrip: Int64 = 0
    /// Whether waiting for the server takes longer than what it does meanwhile: more is on its way to it at a time.
    var isDistant: Bool { roundTrip >= 5_000 }
    /// Whether the server is so far away that a dashboard shows first what few round trips bring.
    var isFarAway: Bool { mayBegin && roundTrip >= farAway }
    /// The watch that was answered last, on this connection.
    var lastWatch: Watch?
    /// Whether the present answer leaves out what takes more than three round trips: the first answer to a watch, where
    /// the server is far away, and from when on something else is wanted.
    var isBeginning: Bool {
        if !beginsOnly, isOtherWanted() { beginsOnly = true }
        return beginsOnly
    }
    private var beginsOnly = false
    /// Whether something else is wanted than what is being read.
    var isOtherWanted: () -> Bool = { false }
    /// Whether an operation is under way that has sent nothing yet where reading fails.
    var isPerforming = false
    /// The changes that the present rehearsal would have made; nil while operations are performed.
    var rehearsal: RehearsalLog?
    /// The changes that the rehearsals before would have made; nil where an operation was performed since.
    var rehearsedBefore: RehearsalLog?

    /// Creates a store for the queues under these prefixes of one server; with `named`, for those of these queues that
    /// exist, without searching the keyspace. With `tracksKeys`, overviews read only what has changed, where the server
    /// reports it. It does not connect yet.
    public init(
        endpoint: Endpoint, prefixes: [[UInt8]], named: [QueueID] = [], tracksKeys: Bool = false,
        thresholds: HealthThresholds = .standard, stop: StopSignal?
    ) {
        self.endpoint = endpoint
        self.tracksKeys = tracksKeys
        givenPrefixes = prefixes
        self.prefixes = Self.prefixes(prefixes, isCluster: false)
        self.named = named
        self.stop = stop
        self.thresholds = thresholds
        self.server = ServerStatus(address: endpoint.display, database: endpoint.database)
        self.server.thresholds = thresholds
    }

    /// Whether the connection is open, as far as is known.
    public var isConnected: Bool { connection?.isOpen ?? false }

    /// Whether Sentinels let another server take over when this one fails.
    public var isWatched: Bool { endpoint.sentinel != nil }

    /// Whether another server may take over, as Sentinels or a cluster let it.
    var mayFailOver: Bool { isWatched || connection?.isCluster == true }

    /// A descriptor for poll(2) that is readable when a Sentinel has reported something; nil where none watches.
    public var announcement: Int32? { connection?.announcement }

    /// Returns whether the connection has ended, or leads to a server that is no longer the primary.
    public func hasMoved() -> Bool { connection?.hasEnded() == true }

    /// Reads what a screen shows. `now` is our clock, in ms since 1970. The overview lists the queues that `discover`
    /// has found so far. Throws also when the server refuses to be read; the connection stays open then.
    public func answer(_ watch: Watch, now: Milliseconds) throws(Trouble) -> Answer {
        meter = Meter()
        beginsOnly = isFarAway && !watch.isAside && lastWatch?.satisfies(watch) != true
        defer { beginsOnly = false }
        let content: Answer.Content
        switch watch {
        case .overview(let request): content = .overview(try readOverview(request, now: now))
        case .page(let request): content = .page(try readPage(request, now: now))
        case .job(let request): content = .job(try readJob(request, now: now))
        case .schedulers(let queue): content = .schedulers(try readSchedulers(of: queue, now: now))
        case .causes(let request): content = .causes(try readCauses(request, now: now))
        case .search(let search): content = .search(try readSearch(search, now: now))
        case .flow(let request): content = .flow(try readFlow(request, now: now))
        case .pair(let request): content = .pair(try readPair(request, now: now))
        case .events(let events): content = .events(try readEvents(events, now: now))
        case .doctor: content = .doctor(try readDoctor(now: now))
        case .metrics(let request): content = .metrics(try readMetrics(request, now: now))
        case .workers(let queue): content = .workers(try workers(of: queue.map { [$0] } ?? listed.map(\.id), now: now))
        }
        server.nodes = connection?.nodes.map(ServerNode.init) ?? []
        server.keyTracking = keyTracking(now: now)
        if !watch.isAside { lastWatch = watch }
        var answer = Answer(
            watch: watch, content: content, server: server, cost: meter.cost, takenAt: now + clockLead)
        answer.isBeginning = beginsOnly
        return answer
    }

    /// Lets the first answer to a watch be only its beginning, where the server is far away.
    public func allowBeginnings() { mayBegin = true }

    /// Lets an answer under way end early where something else is wanted by then.
    public func yield(when isWanted: @escaping () -> Bool) { isOtherWanted = isWanted }

    /// Returns the record of a queue; a new one where there is none.
    func record(of queue: QueueID) -> QueueRecord {
        if let record = records[queue] { return record }
        let record = QueueRecord(queue)
        record.summary.thresholds = thresholds
        records[queue] = record
        // The workers of a new queue are not counted yet.
        nextWorkers = 0
        return record
    }
}

/// The state of the readings that screens follow, so that an answer continues where the one before ended; nil where no
/// screen follows it.
struct Following {
    var search: FollowedSearch?
    var causes: FollowedCauses?
    var flow: FollowedFlow?
    var events: FollowedEvents?
    /// The reading of the queue's events for a job.
    var job: FollowedJob?
    /// The comparison of two jobs.
    var pair: FollowedPair?
    /// The search in the log of a job.
    var logSearch: FollowedLogSearch?
    /// The details of the queue under the cursor of the list of queues.
    var insight: FollowedInsight?
    /// The metrics of a queue.
    var metrics: FollowedMetrics?
    /// The times of finished jobs of the queues whose alarms need them.
    var times: [QueueID: FollowedTimes] = [:]
    /// The finished jobs by the minute of the queues that the list of queues shows.
    var minutes: [QueueID: FollowedMinutes] = [:]
}
