import Queues
import Redis
import Threads

/// A search in a log that a screen follows, and what it has found.
struct FollowedLogSearch {
    let queue: QueueID
    let job: JobID
    let text: String
    var found: [FoundLine] = []
    /// The number of lines that were looked at, from the oldest on.
    var looked = 0
    /// The number of bytes in `found`.
    var bytes = 0
    /// The number of lines in the next step: few at first, more where lines are short.
    var atOnce = 64

    /// Whether the maximum number of lines was found.
    var isFull: Bool { found.count >= LogSearch.limit || bytes >= LogSearch.bytesLimit }

    /// Looks at the lines after those that were looked at.
    mutating func look(at lines: [[UInt8]], for needle: Needle) {
        for (place, line) in lines.enumerated() where !isFull {
            let plain = line.withoutColors
            guard needle.isFound(in: plain) else { continue }
            let text = Array(plain.prefix(LogSearch.lineLimit))
            found.append(FoundLine(index: looked + place, text: text))
            bytes += text.count
        }
        looked += lines.count
    }
}

extension QueueStore {
    /// The time that one answer may spend on searching, in ms.
    private static let logSearchTime: Milliseconds = 40
    /// The intended number of bytes in one step, and its maximum number of lines.
    private static let (logStepBytes, logStepLines) = (256 * 1_024, 4_000)
    /// The maximum number of found lines in one answer.
    private static let foundOfPart = 1_000

    /// Continues a search through all lines of a log, or begins it from the oldest line on, one range of lines for each
    /// step. Lines that were added since are searched as well.
    func readLogSearch(_ request: JobRequest, _ search: LogSearch, total: Int) throws(Trouble) -> LogSearchPart {
        var followed = FollowedLogSearch(queue: request.queue, job: request.id, text: search.text)
        if let known = following.logSearch, known.queue == request.queue, known.job == request.id,
            known.text == search.text, known.looked <= total
        {
            followed = known
        }
        let key = request.queue.key(of: request.id) + ":logs".utf8
        let (needle, start) = (Needle(search.text), MonotonicClock.now)
        while !search.isStopped, !followed.isFull, followed.looked < total,
            MonotonicClock.now - start < Self.logSearchTime
        {
            let last = min(total, followed.looked + followed.atOnce) - 1
            let lines = try beginnings(of: request, key, from: followed.looked, to: last)
            // The log was cut meanwhile.
            guard !lines.isEmpty else { break }
            followed.look(at: lines, for: needle)
            let average = max(1, lines.reduce(0) { $0 + $1.count } / lines.count)
            followed.atOnce = max(1, min(Self.logStepBytes / average, followed.atOnce * 4, Self.logStepLines))
        }
        following.logSearch = followed
        let first = min(search.known, followed.found.count)
        let found = Array(followed.found[first...].prefix(Self.foundOfPart))
        let isTold = first + found.count == followed.found.count
        let rests = search.isStopped || followed.isFull || followed.looked >= total
        return LogSearchPart(
            offset: first, found: found, looked: followed.looked, total: total, isFull: followed.isFull,
            isComplete: isTold && rests)
    }
}
