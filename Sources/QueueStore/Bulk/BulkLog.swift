import Queues
import Redis
import Threads

/// What an operation on many jobs has done so far, for those who want to know.
struct BulkLog {
    var tally = Tally()
    /// All jobs that it is for; nil while their number is unknown.
    var total: Int?
    /// Jobs that were tried.
    var tried = 0
    /// Whether it was ended before it had gone through all jobs.
    private(set) var isCutShort = false
    /// What ended it.
    private var ending: Outcome?
    private let start = MonotonicClock.now
    private let report: (Progress) -> Bool

    init(total: Int? = nil, report: @escaping (Progress) -> Bool) {
        self.total = total
        self.report = report
    }

    /// Time since the beginning, in ms.
    var elapsed: Milliseconds { MonotonicClock.now - start }

    /// Reports its progress. Returns whether it may go on.
    func tell() -> Bool { report(Progress(tried: tried, total: total.map { max($0, tried) }, elapsed: elapsed)) }

    /// Takes over that further jobs were tried, and reports its progress. Returns whether it may go on.
    mutating func add(tried count: Int) -> Bool {
        tried += count
        return tell()
    }

    /// It ends here, on request.
    mutating func stop() { isCutShort = true }

    /// It ends here, by an outcome that holds for all its jobs.
    mutating func end(by outcome: Outcome) {
        ending = outcome
        isCutShort = true
    }

    /// It ends here. What was asked last may have been done where the trouble leaves doubt.
    mutating func fail(_ trouble: Trouble) { end(by: Refusal(trouble).map { .refused($0) } ?? .failed(trouble)) }

    /// It ends here, by a reply that is none of those that the script has.
    mutating func fail(_ reply: Reply) {
        switch Outcome(reply) {
        case .refused(let refusal): end(by: .refused(refusal))
        case .failed(let trouble): fail(trouble)
        default: fail(.server("unexpected reply to a script"))
        }
    }

    /// What became of it.
    var outcome: Outcome {
        if tally.isEmpty, let ending { return ending }
        // Where nothing could be done at all, the reason says it better than a tally.
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
