import Queues
import Redis

/// What an operation on many jobs has done so far, for those who want to know.
struct BulkLog {
    var tally = Tally()
    /// All jobs that it is for; nil while their number is unknown.
    var total: Int?
    /// Jobs that were looked at.
    var tried = 0
    /// Whether it was ended before it had gone through all jobs.
    private(set) var isCutShort = false
    /// Why nothing was done.
    private var refused: Refusal?
    private let start = ContinuousClock.now
    private let report: (Progress) -> Bool

    init(total: Int? = nil, report: @escaping (Progress) -> Bool) {
        self.total = total
        self.report = report
    }

    /// Takes over that so many jobs were tried, and tells how far it is. Whether to go on.
    mutating func add(tried count: Int) -> Bool {
        tried += count
        let elapsed = Milliseconds((ContinuousClock.now - start) / .milliseconds(1))
        return report(Progress(tried: tried, total: total.map { max($0, tried) }, elapsed: elapsed))
    }

    /// It ends here, by somebody's wish.
    mutating func stop() { isCutShort = true }

    /// It ends here. What was asked last may have been done or not.
    mutating func fail(_ trouble: Trouble) {
        tally.trouble = trouble
        isCutShort = true
    }

    /// It ends here, by a reply that is none of those that the script has.
    mutating func fail(_ reply: Reply) {
        switch Outcome(reply) {
        case .refused(let refusal) where tally.done == 0: refused = refusal
        case .refused(.noPermission(let words)): fail(.noPermission(words))
        case .failed(let trouble): fail(trouble)
        default: fail(reply.error.map { Trouble($0) } ?? .server("unexpected reply to a script"))
        }
        isCutShort = true
    }

    /// What became of it.
    var outcome: Outcome {
        if let refused { return .refused(refused) }
        if tried == 0, let trouble = tally.trouble {
            if case .noPermission(let words) = trouble { return .refused(.noPermission(words)) }
            return .failed(trouble)
        }
        // Where nothing could be done at all, the reason says it better than a tally.
        if tally.done == 0, let reason = tally.refused.keys.first(where: \.concernsAllJobs) { return .refused(reason) }
        var tally = tally
        tally.left = isCutShort ? total.map { max(0, $0 - tried) } : 0
        return .counted(tally)
    }
}

extension Refusal {
    /// Whether no other job would fare better.
    var concernsAllJobs: Bool {
        switch self {
        case .noPermission, .readOnlyServer: true
        default: false
        }
    }
}
