internal import JSONText
internal import Queues

/// One queue of the demo: the jobs that are added to it, and the work of its workers. A new queue is a new conformance.
protocol QueueRecipe: Sendable {
    /// The queue's name.
    var name: String { get }
    /// The names of its workers, each with one connection.
    var workers: [String] { get }
    /// The shortest and the longest time between two arrivals, in ms.
    var arrivals: ClosedRange<Milliseconds> { get }
    /// The number of waiting jobs from which no more are added, so that the demo keeps its size.
    var backlogLimit: Int { get }
    /// Whether the queue is paused at the start.
    var isPaused: Bool { get }
    /// The content of the queue when the demo begins.
    var past: Past { get }
    /// The queue that gets a copy of jobs that failed for good; nil for none.
    var deadLetters: String? { get }
    /// Its job schedulers.
    var schedulers: [Scheduler] { get }

    /// Returns the jobs of one arrival.
    func arrival(_ dice: inout Dice) -> [PlannedJob]

    /// Returns the work on a job called `job`, `age` ms before the demo began (0 since then).
    func work(on job: String, data: JSON, age: Milliseconds, _ dice: inout Dice) -> Work

    /// Whether its workers died at `past.until` before the beginning, each with an active job.
    var workersDied: Bool { get }

    /// A parent that waits for ever: the last of its children failed for good.
    var blockedFlow: PlannedJob? { get }
}

extension QueueRecipe {
    var isPaused: Bool { false }
    var deadLetters: String? { nil }
    var schedulers: [Scheduler] { [] }
    var workersDied: Bool { false }
    var blockedFlow: PlannedJob? { nil }
}

/// The content of a queue when the demo begins.
struct Past: Sendable {
    /// The number of finished jobs.
    var finished: Int
    /// The beginning of these jobs, in ms before the demo began.
    var since: Milliseconds
    /// The number of arrivals that are waiting.
    var waiting: Int
    /// The age of the oldest of them, in ms.
    var waitingSince: Milliseconds
    /// The end of the past, in ms before the demo began; nothing finished after it.
    var until: Milliseconds = 0
}

/// A job to be added.
struct PlannedJob: Sendable {
    var name: String
    var data: JSON
    /// BullMQ's job options.
    var opts: JSON
    /// The children in the same queue that must finish first; the job is then the parent of a flow.
    var children: [PlannedJob] = []
}

/// The work of a worker on a job.
struct Work: Sendable {
    /// The time from the start to the end, in ms.
    var duration: Milliseconds
    /// The reports of progress, evenly spread.
    var steps: [Step] = []
    var ending: Ending

    /// A progress in percent and a log line.
    struct Step: Sendable {
        var percent: Int
        var log: String
    }

    enum Ending: Sendable {
        case returns(JSON)
        case fails(Failure)
    }
}

/// A job scheduler (data model, 4.25).
struct Scheduler: Sendable {
    var id: String
    var rule: Rule
    var job: PlannedJob
    /// Whether its next run was removed, so that it adds no more jobs.
    var isStopped = false

    enum Rule: Sendable {
        /// A fixed interval, in ms.
        case every(Milliseconds)
        /// The times of a cron pattern, once a day or on weekdays, in a time zone.
        case pattern(String, timeZone: String)
    }
}

/// An error as Node reports it.
struct Failure: Sendable {
    /// The message: `failedReason`.
    var reason: String
    /// The text of one attempt in `stacktrace`.
    var trace: String

    /// Creates an error of class `kind`, thrown through `frames`, the nearest to the failure first; the worker's own
    /// frames are added.
    init(_ reason: String, kind: String = "Error", frames: [String]) {
        self.reason = reason
        let worker = [
            "async Worker.callProcessJob (/srv/app/node_modules/bullmq/dist/cjs/classes/worker.js:149:20)",
            "async Worker.processJob (/srv/app/node_modules/bullmq/dist/cjs/classes/worker.js:512:28)",
            "async Worker.retryIfFailed (/srv/app/node_modules/bullmq/dist/cjs/classes/worker.js:761:24)",
        ]
        trace = "\(kind): \(reason)" + (frames + worker).map { "\n    at \($0)" }.joined()
    }
}
