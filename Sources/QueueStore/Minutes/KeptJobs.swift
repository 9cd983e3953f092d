import Queues
import Redis

/// What is known of the past by the finish times of kept jobs: before the oldest of them nothing, since workers may have removed jobs
/// that finished earlier (data model, 2.1).
///
/// Where no failed job is kept, none has failed: they are kept unless workers are told otherwise, and each list says so, too.
/// Where no completed job is kept, nothing is known: to keep none is usual.
struct KeptJobs {
    /// The end of what is not known, in ms since 1970: steps that end there, or before, are gaps.
    private var unknown: Milliseconds

    /// Creates what is known of jobs in a state, before the oldest one is read.
    init(_ state: JobState, isEmpty: Bool) { unknown = isEmpty && state == .completed ? .max : .min }

    /// Returns the command for the oldest kept job in a sorted set of finished jobs.
    static func oldest(_ key: [UInt8]) -> Command { .on(key, "ZRANGE", "0", "0", "WITHSCORES") }

    /// Takes the reply to `oldest`. One that cannot be read says nothing: the counts beside it have the same trouble.
    mutating func take(_ reply: Reply) {
        let score = (try? reply.strings())?.last
        if let score, let time = Number.whole(score) { unknown = time }
    }

    /// Returns the number of jobs in a step; nil where it is not known.
    ///
    /// - Parameters:
    ///   - count: The kept jobs in it.
    ///   - end: The first ms after it, since 1970.
    ///   - seen: The jobs that were kept in it at a reading before: they have run all the same.
    func count(_ count: Int, before end: Milliseconds, seen: Int?) -> Int? {
        if let seen { return max(seen, count) }
        return count == 0 && end <= unknown ? nil : count
    }
}
