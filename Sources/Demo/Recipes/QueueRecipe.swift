internal import JSONText
internal import Queues

/// What one queue of the demo is like: what arrives in it, and what its workers do. A new queue is a new conformance.
protocol QueueRecipe: Sendable {
    /// The queue's name.
    var name: String { get }
    /// The names of its workers; one connection each.
    var workers: [String] { get }
    /// Time between two arrivals, shortest and longest, in ms.
    var arrivals: ClosedRange<Milliseconds> { get }
    /// Nothing arrives while this number of jobs waits, so that the demo stays as large as it is.
    var backlogLimit: Int { get }
    /// Whether the queue is paused at the start.
    var isPaused: Bool { get }
    /// What is there when the demo begins.
    var past: Past { get }
    /// The queue that gets a copy of what failed for good.
    var deadLetters: String? { get }
    /// Its job schedulers.
    var schedulers: [Scheduler] { get }

    /// Returns what arrives at a time.
    func arrival(_ dice: inout Dice) -> [NewJob]

    /// Returns how the work on a job called `job` goes, `age` ms before the demo began (0 since then).
    func work(on job: String, data: JSON, age: Milliseconds, _ dice: inout Dice) -> Work

    /// Whether its workers died at `past.until` before the beginning, each with a job in hand.
    var workersDied: Bool { get }

    /// A parent that waits in vain: the work on the last of its children failed for good.
    var blockedFlow: NewJob? { get }
}

extension QueueRecipe {
    var isPaused: Bool { false }
    var deadLetters: String? { nil }
    var schedulers: [Scheduler] { [] }
    var workersDied: Bool { false }
    var blockedFlow: NewJob? { nil }
}

/// What a queue already holds when the demo begins.
struct Past: Sendable {
    /// Jobs that finished before.
    var finished: Int
    /// The time they took, in ms before the beginning.
    var since: Milliseconds
    /// Arrivals that nobody has taken yet.
    var waiting: Int
    /// The age of the oldest of them, in ms.
    var waitingSince: Milliseconds
    /// Nothing finished for this number of ms before the beginning.
    var until: Milliseconds = 0
}

/// A job that arrives.
struct NewJob: Sendable {
    var name: String
    var data: JSON
    /// BullMQ's job options.
    var opts: JSON
    /// Jobs of the same queue that must be done first; the job is then a flow's parent.
    var children: [NewJob] = []
}

/// How a worker gets along with a job.
struct Work: Sendable {
    /// From the start to the end, in ms.
    var duration: Milliseconds
    /// What is reported on the way, evenly spread.
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
    var job: NewJob
    /// Whether its next job was removed by a person, so that it adds no more of them.
    var isStopped = false

    enum Rule: Sendable {
        /// A fixed interval, in ms.
        case every(Milliseconds)
        /// At the times of a cron pattern, once a day or on weekdays, in a time zone.
        case pattern(String, timeZone: String)
    }
}

/// An error as Node reports it.
struct Failure: Sendable {
    /// The message: `failedReason`.
    var reason: String
    /// The text of one attempt in `stacktrace`.
    var trace: String

    /// Creates an error of class `kind`, thrown through `frames`, the innermost first; the worker's own frames are
    /// added.
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
