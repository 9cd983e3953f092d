import Queues

/// A search in a log that a screen follows, and what it has found.
struct FollowedLogSearch {
    /// The number of lines by which the place of the search is recognized in a log that was trimmed meanwhile.
    private static let anchorLines = 32
    /// The maximum number of bytes of such a line.
    private static let anchorBytes = 256

    let queue: QueueID
    let job: JobID
    let text: String
    /// The newest found lines.
    private(set) var found: [FoundLine] = []
    /// The number of older found lines, which are not kept.
    private(set) var dropped = 0
    /// The number of lines that were looked at, from the oldest on.
    private(set) var looked = 0
    /// The number of lines that were removed from the beginning of the log since the search began.
    private(set) var trimmed = 0
    /// The number of found lines that the screen was told of, those that are not kept included.
    var told = 0
    /// The number of lines in the next step: few at first, more where lines are short.
    var atOnce = 64
    /// The beginnings of the last lines that were looked at.
    private(set) var anchor: [[UInt8]] = []
    /// The number of bytes in `found`.
    private var bytes = 0
    /// The place after the newest line that was found and not kept.
    private var fullUntil = 0

    init(queue: QueueID, job: JobID, text: String) { (self.queue, self.job, self.text) = (queue, job, text) }

    /// Whether lines that the log still has were found and are not kept.
    var isFull: Bool { fullUntil > 0 }
    /// The number of all found lines, those that are not kept included.
    var count: Int { dropped + found.count }

    /// Returns whether lines, read from the first line of the anchor on, begin with the anchor: the log was not trimmed.
    func isAnchor(at place: Int, in lines: [[UInt8]]) -> Bool {
        guard place >= 0, lines.count - place >= anchor.count else { return false }
        return zip(anchor, lines[place...]).allSatisfy { $0.elementsEqual($1.prefix(Self.anchorBytes)) }
    }

    /// Returns whether the newest found line is still in its place, if it is among lines that were read from a line on.
    func holdsNewest(in lines: [[UInt8]], from first: Int) -> Bool {
        guard let last = found.last, lines.indices.contains(last.index - first) else { return true }
        return Self.kept(lines[last.index - first].withoutColors) == last.text
    }

    /// Looks at the lines after those that were looked at.
    mutating func look(at lines: some BidirectionalCollection<[UInt8]>, for needle: Needle) {
        for (place, line) in lines.enumerated() {
            let plain = line.withoutColors
            guard needle.isFound(in: plain) else { continue }
            let line = FoundLine(index: looked + place, text: Self.kept(plain))
            found.append(line)
            bytes += line.text.count
        }
        looked += lines.count
        let beginnings = lines.suffix(Self.anchorLines).map { Array($0.prefix(Self.anchorBytes)) }
        anchor = (anchor + beginnings).suffix(Self.anchorLines)
        var surplus = 0
        while found.count - surplus > LogSearch.limit || bytes > LogSearch.bytesLimit, surplus < found.count {
            bytes -= found[surplus].text.count
            fullUntil = found[surplus].index + 1
            surplus += 1
        }
        drop(surplus)
    }

    /// Takes note that lines were removed from the beginning of the log.
    mutating func trim(_ lines: Int) {
        trimmed += lines
        looked -= lines
        fullUntil = max(0, fullUntil - lines)
        let gone = found.prefix { $0.index < lines }
        bytes -= gone.reduce(0) { $0 + $1.text.count }
        drop(gone.count)
        for index in found.indices { found[index].index -= lines }
    }

    private mutating func drop(_ count: Int) {
        found.removeFirst(count)
        dropped += count
    }

    private static func kept(_ plain: [UInt8]) -> [UInt8] { Array(plain.prefix(LogSearch.lineLimit)) }
}
