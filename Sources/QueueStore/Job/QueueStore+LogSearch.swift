import Queues
import Redis
import Threads

extension QueueStore {
    /// The time that one answer may spend on searching, in ms.
    private static let logSearchTime: Milliseconds = 40
    /// The intended number of bytes in one step, and its maximum number of lines.
    private static let (logStepBytes, logStepLines) = (256 * 1_024, 4_000)
    /// The maximum number of found lines in one answer.
    private static let foundOfPart = 1_000
    /// The maximum number of steps back in which the place of a search is looked for in a log that was trimmed.
    private static let stepsBack = 8

    /// Continues a search through all lines of a log, or begins it from the oldest line on, one range of lines for each
    /// step. Lines that were added since are searched as well, and those that were trimmed are forgotten.
    func readLogSearch(_ request: JobRequest, _ search: LogSearch, total: Int) throws(Trouble) -> LogSearchPart {
        let new = FollowedLogSearch(queue: request.queue, job: request.id, text: search.text)
        var followed = new
        if let known = following.logSearch, known.queue == request.queue, known.job == request.id,
            known.text == search.text
        {
            followed = known
        }
        let (needle, start) = (Needle(search.text), MonotonicClock.now)
        // The log may have been trimmed although nothing is left to be looked at: the first step finds that out.
        var isSure = false
        while !isSure || !search.isStopped && followed.looked < total, MonotonicClock.now - start < Self.logSearchTime {
            isSure = true
            let first = followed.looked - followed.anchor.count
            let end = search.isStopped ? followed.looked : total
            guard let lines = try nextLines(followed, of: request, until: end) else {
                guard let trimmed = try linesTrimmed(followed, of: request, total: total) else {
                    followed = new
                    guard total > 0 else { break }
                    continue
                }
                followed.trim(trimmed)
                isSure = false
                continue
            }
            // The log was cut meanwhile.
            guard !lines.isEmpty, followed.looked - first <= lines.count else { break }
            followed.look(at: lines.dropFirst(followed.looked - first), for: needle)
            let average = max(1, lines.reduce(0) { $0 + $1.count } / lines.count)
            followed.atOnce = max(1, min(Self.logStepBytes / average, followed.atOnce * 4, Self.logStepLines))
        }
        let part = part(of: &followed, search, total: total)
        following.logSearch = followed
        return part
    }

    /// Returns the further found lines.
    private func part(of followed: inout FollowedLogSearch, _ search: LogSearch, total: Int) -> LogSearchPart {
        let first = max(followed.dropped, min(search.known, followed.told))
        let found = Array(followed.found[(first - followed.dropped)...].prefix(Self.foundOfPart))
        // A search that began anew says so by an offset of 0, also where its first lines are not kept.
        let offset = followed.told == 0 ? 0 : first
        followed.told = max(followed.told, first + found.count)
        let isTold = first + found.count == followed.count
        var part = LogSearchPart(
            offset: offset, found: found, looked: min(followed.looked, total), total: total, isFull: followed.isFull,
            isComplete: isTold && (search.isStopped || followed.looked >= total))
        (part.dropped, part.trimmed) = (followed.dropped, followed.trimmed)
        return part
    }

    /// Reads the lines by which the place of a search is recognized, and those after them; returns nil where others are there.
    private func nextLines(
        _ followed: FollowedLogSearch, of request: JobRequest, until end: Int
    ) throws(Trouble) -> [[UInt8]]? {
        let first = followed.looked - followed.anchor.count
        let last = min(max(end, followed.looked), followed.looked + followed.atOnce) - 1
        guard last >= first else { return [] }
        let lines = try logBeginnings(of: request, from: first, to: last)
        guard followed.isAnchor(at: 0, in: lines), followed.holdsNewest(in: lines, from: first) else { return nil }
        guard let newest = followed.found.last?.index, newest < first else { return lines }
        let line = try logBeginnings(of: request, from: newest, to: newest)
        return followed.holdsNewest(in: line, from: newest) ? lines : nil
    }

    /// Returns the number of lines that were removed from the beginning of a log since it was looked at; nil where its lines are
    /// not found again.
    private func linesTrimmed(
        _ followed: FollowedLogSearch, of request: JobRequest, total: Int
    ) throws(Trouble) -> Int? {
        let count = followed.anchor.count
        let step = max(followed.atOnce, 2 * count)
        // The place of the anchor before, and the end of the lines in which it is looked for.
        let (before, end) = (followed.looked - count, min(followed.looked, total))
        var last = end - 1
        for _ in 0..<Self.stepsBack where count > 0 && last >= count - 1 {
            let first = max(0, last - step + 1)
            let lines = try logBeginnings(of: request, from: first, to: last)
            for place in lines.indices.reversed() where followed.isAnchor(at: place, in: lines) {
                let trimmed = before - (first + place)
                var moved = followed
                moved.trim(trimmed)
                guard trimmed > 0, try isInPlace(moved, of: request) else { continue }
                return trimmed
            }
            guard first > 0 else { return nil }
            // An anchor may begin in the lines before.
            last = first + count - 2
        }
        return nil
    }

    /// Returns whether the newest found line is where it should be.
    private func isInPlace(_ followed: FollowedLogSearch, of request: JobRequest) throws(Trouble) -> Bool {
        guard let newest = followed.found.last?.index else { return true }
        let line = try logBeginnings(of: request, from: newest, to: newest)
        return !line.isEmpty && followed.holdsNewest(in: line, from: newest)
    }

    private func logBeginnings(
        of request: JobRequest, from first: Int, to last: Int
    ) throws(Trouble) -> [[UInt8]] {
        try beginnings(of: request, request.queue.key(of: request.id) + ":logs".utf8, from: first, to: last)
    }
}
