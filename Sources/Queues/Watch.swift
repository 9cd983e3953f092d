/// The description of what a screen reads from the server, again and again.
public enum Watch: Hashable, Sendable {
    /// Every queue, with the causes and workers of one of them.
    case overview(OverviewRequest)
    /// One page of one queue's jobs.
    case page(PageRequest)
    /// One job with all its details.
    case job(JobRequest)
    /// The job schedulers of one queue; nil for all queues.
    case schedulers(QueueID?)
    /// The causes of failed jobs.
    case causes(CausesRequest)
    /// The results of a search.
    case search(SearchWatch)
    /// The workers of one queue, with the jobs they hold; nil for all queues.
    case workers(QueueID?)
    /// Events as they come.
    case events(EventsWatch)
    /// The flow that a job belongs to.
    case flow(FlowRequest)
    /// Two jobs that are compared.
    case pair(PairRequest)
    /// What keeps the queues from being read, or will.
    case doctor
    /// How many jobs of a queue finish, how long they wait and run.
    case metrics(MetricsRequest)

    /// Every queue, without the causes and workers of any.
    public static let overview = Watch.overview(OverviewRequest())

    /// Whether it is read beside what the screen shows.
    public var isAside: Bool { if case .overview(let request) = self { request.isAside } else { false } }

    /// Whether a recording can answer it.
    public var isRecorded: Bool {
        switch self {
        case .overview, .events: true
        case .page, .job, .schedulers, .causes, .search, .workers, .flow, .pair, .doctor, .metrics: false
        }
    }

    /// Returns whether this watch wants what another one has not read: other queues that are visible can wait.
    public func isUrgent(after other: Watch?) -> Bool {
        guard case .overview(let request) = self, case .overview(let before) = other else { return self != other }
        return !request.wantsTheSame(as: before)
    }

    /// Returns whether an answer to this watch can be shown where `wanted` is wanted. Queues fit whichever of them was
    /// explained, the rows of a page whichever job was previewed, causes whichever was explained, and a part of a
    /// search whatever the screen has taken by now.
    public func satisfies(_ wanted: Watch) -> Bool {
        switch (self, wanted) {
        case (.overview, .overview): true
        case (.page(let request), .page(let other)): request.withoutPreview == other.withoutPreview
        case (.causes(let request), .causes(let other)): request.queue == other.queue
        case (.search(let search), .search(let other)): search.identity == other.identity
        case (.job(let request), .job(let other)): request.identity == other.identity
        case (.flow(let flow), .flow(let other)): flow.job == other.job
        case (.events(let events), .events(let other)): events.queue == other.queue
        case (.overview, _), (.page, _), (.job, _), (.schedulers, _), (.causes, _), (.search, _), (.workers, _),
            (.events, _), (.flow, _), (.pair, _), (.doctor, _), (.metrics, _):
            self == wanted
        }
    }
}

/// The details that the list of queues requests, besides the queues themselves.
public struct OverviewRequest: Hashable, Sendable {
    /// The queue whose recent failures are wanted by their causes; nil for none.
    public var explained: QueueID?
    /// Whether the workers of that queue are wanted as well.
    public var wantsWorkers: Bool
    /// The queues whose finished jobs are counted by the minute: at most `countedLimit` of them.
    public var counted: [QueueID]
    /// The queues that are on the screen, or near, where there are more than `wholeLimit`: they are read each time.
    public var visible: [QueueID] = []
    /// The queues whose times of finished jobs are wanted, for alarms and for the screen of a queue; nil for none.
    public var timed: TimedQueues?
    /// Whether it is read beside what the screen shows, for alarms, the history and facts of the queue on the screen.
    public var isAside = false

    /// The maximum number of queues of which all are read each time, where the server does not report changes.
    public static let wholeLimit = 1_000

    /// The maximum number of queues whose finished jobs are counted by the minute.
    public static let countedLimit = 200

    /// Creates a request for all queues, for the causes and workers of one where they are wanted, and for the minutes of
    /// some.
    public init(explained: QueueID? = nil, wantsWorkers: Bool = false, counted: [QueueID] = []) {
        self.explained = explained
        self.wantsWorkers = wantsWorkers
        self.counted = Array(counted.prefix(Self.countedLimit))
    }

    /// Returns whether another request is for the same details, whichever queues are visible.
    public func wantsTheSame(as other: OverviewRequest) -> Bool {
        explained == other.explained && wantsWorkers == other.wantsWorkers && counted == other.counted
    }
}

/// The jobs of a queue that a table lists.
public enum JobList: Hashable, Sendable {
    /// The jobs added last, whatever their state; at most `PageRequest.latestDepth`.
    case latest
    /// The jobs of one state.
    case state(JobState)
}

/// The order of a table of jobs.
public enum JobOrder: Hashable, Sendable {
    /// The job that came last first; in a list of jobs that still have to run the one that runs last.
    case newestFirst
    /// The job that came first first; in a list of jobs that still have to run the one that runs next.
    case oldestFirst

    /// The other order.
    public var reversed: JobOrder { self == .newestFirst ? .oldestFirst : .newestFirst }
}

extension JobList {
    /// Whether its jobs are in line to run, and the order says which of them is next.
    public var isLineUp: Bool {
        switch self {
        case .state(.waiting), .state(.prioritized), .state(.delayed): true
        case .latest, .state(.active), .state(.failed), .state(.completed), .state(.waitingChildren): false
        }
    }

    /// The order in which it is listed at first: where its jobs are in line, the one that runs next comes first.
    public var standardOrder: JobOrder { isLineUp ? .oldestFirst : .newestFirst }
}

/// One page of one queue's jobs.
public struct PageRequest: Hashable, Sendable {
    /// The maximum number of jobs in `latest`.
    public static let latestDepth = 500

    /// The queue.
    public var queue: QueueID
    /// The list of jobs.
    public var list: JobList
    /// The order of the jobs.
    public var order: JobOrder
    /// The number of jobs before the page, 0 or more.
    public var offset: Int
    /// The maximum number of jobs on the page, 1...500.
    public var limit: Int
    /// The job of the page that is previewed; nil for none.
    public var preview: JobID?

    /// Creates a page of at most `limit` jobs after `offset` others.
    public init(
        queue: QueueID, list: JobList, order: JobOrder, offset: Int, limit: Int, preview: JobID? = nil
    ) {
        self.preview = preview
        self.queue = queue
        self.list = list
        self.order = order
        self.offset = max(0, offset)
        self.limit = min(max(1, limit), 500)
    }

    /// The same page without the preview of a job.
    public var withoutPreview: PageRequest {
        var request = self
        request.preview = nil
        return request
    }
}

/// The fields of a job that may be large. They are read in pieces of at most `JobRequest.pieceLength` bytes.
public enum LargeField: String, CaseIterable, Hashable, Sendable {
    case data
    case opts
    case returnvalue
    case progress
    case failedReason
    case stacktrace
}

/// One job with all its details, each large field from a given byte on.
public struct JobRequest: Hashable, Sendable {
    /// The maximum number of bytes of one field that are read at a time: 256 KiB.
    public static let pieceLength = 256 * 1024
    /// The maximum number of log lines that are read at a time.
    public static let logLimit = 1_000

    /// The queue.
    public var queue: QueueID
    /// The job.
    public var id: JobID
    /// The first byte to read of a large field; 0 where absent.
    public var offsets: [LargeField: Int]
    /// The log line, counted from the oldest, around which lines are read; nil for the newest lines.
    public var logLine: Int?
    /// The search in all lines of the log; nil for none.
    public var logSearch: LogSearch?
    /// Whether the times of its attempts are wanted, from the queue's events.
    public var wantsHistory = false

    /// Creates the job from its beginning.
    public init(queue: QueueID, id: JobID, offsets: [LargeField: Int] = [:], logLine: Int? = nil) {
        self.queue = queue
        self.id = id
        self.offsets = offsets
        self.logLine = logLine
    }

    /// The request without the progress of the search in the log, for comparing.
    public var identity: JobRequest {
        var request = self
        request.logSearch?.known = 0
        return request
    }
}
