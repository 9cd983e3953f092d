import Queues
import Redis
import Threads

/// The progress of an operation on many jobs, for its reports.
struct BulkLog {
    var tally = Tally()
    /// The number of jobs in the operation; nil while it is unknown.
    var total: Int?
    /// The number of jobs that were tried.
    var tried = 0
    /// Whether the operation ended before it had tried all jobs.
    private(set) var isCutShort = false
    /// The outcome that ended it.
    private var ending: Outcome?
    private let start = MonotonicClock.now
    private let report: (Progress) -> Bool

    init(total: Int? = nil, report: @escaping (Progress) -> Bool) {
        self.total = total
        self.report = report
    }

    /// The time since the beginning, in ms.
    var elapsed: Milliseconds { MonotonicClock.now - start }

    /// Reports the progress. Returns whether the operation may continue.
    func publish() -> Bool { report(Progress(tried: tried, total: total.map { max($0, tried) }, elapsed: elapsed)) }

    /// Counts further jobs as tried and reports the progress. Returns whether the operation may continue.
    mutating func add(tried count: Int) -> Bool {
        tried += count
        return publish()
    }

    /// Ends the operation on request.
    mutating func stop() { isCutShort = true }

    /// Ends the operation with an outcome that holds for all its jobs.
    mutating func end(by outcome: Outcome) {
        ending = outcome
        isCutShort = true
    }

    /// Ends the operation with a trouble. The last step may have been done where the trouble leaves doubt.
    mutating func fail(_ trouble: Trouble) { end(by: Refusal(trouble).map { .refused($0) } ?? .failed(trouble)) }

    /// Ends the operation after a reply that its script cannot give.
    mutating func fail(_ reply: Reply) {
        switch Outcome(reply) {
        case .refused(let refusal): end(by: .refused(refusal))
        case .failed(let trouble): fail(trouble)
        default: fail(.server("unexpected reply to a script"))
        }
    }

    /// The outcome of the operation.
    var outcome: Outcome {
        if tally.isEmpty, let ending { return ending }
        // Where nothing could be done, the reason says more than a tally.
        if tally.done == 0, let reason = tally.refused.keys.first(where: \.concernsAllJobs) { return .refused(reason) }
        if tally.done == 0, case .refused(let reason)? = ending, Array(tally.refused.keys) == [reason] {
            return .refused(reason)
        }
        var tally = tally
        switch ending {
        case .failed(let trouble)?: tally.trouble = tally.trouble ?? trouble
        case .refused(let refusal)?: tally.ending = refusal
        case .done?, .removed?, .added?, .moved?, .counted?, nil: break
        }
        tally.left = isCutShort ? total.map { max(0, $0 - tried) } : 0
        return .counted(tally)
    }
}
