import Queues

/// The state of a log on the job screen, besides the lines that it shows.
struct JobLog: Equatable, Sendable {
    /// The line around which lines are read; nil for the newest lines.
    var line: Int?
    /// The place that is shown once it is read.
    var target: Target?
    /// The search in all lines; nil for none.
    private(set) var search: LogSearch?
    /// What was found.
    private var findings = LogFindings()
    /// The last answer of the search; nil before the first one.
    private(set) var part: LogSearchPart?
    /// Whether only the found lines are shown.
    var showsFound = false
    /// The line at which the search began, where the lines that were read have no match after it: the cursor goes to
    /// the next line that is found.
    var seeksFrom: Int?

    /// A place that may not be read yet.
    enum Target: Equatable {
        /// The newest line.
        case end
        /// A line, at the top of the screen.
        case line(Int)
        /// The text that is searched for, in this line.
        case match(Int)
    }

    /// Creates a log that shows this place, without a search.
    init(line: Int? = nil, target: Target? = nil) { (self.line, self.target) = (line, target) }

    /// The found lines, the oldest first.
    var found: [FoundLine] { findings.lines }

    /// Whether lines are still being searched.
    var isSearching: Bool { search?.isStopped == false && part?.isComplete != true }

    /// Begins a search for a text in all lines.
    mutating func begin(_ text: String, seeksFrom: Int?) {
        (search, findings, part, self.seeksFrom) = (LogSearch(text), LogFindings(), nil, seeksFrom)
    }

    /// Stops the search. Found lines are kept.
    mutating func stop() { search?.isStopped = true }

    /// Forgets the search.
    mutating func forget() {
        (search, findings, part, showsFound, seeksFrom) = (nil, LogFindings(), nil, false, nil)
    }

    /// Takes further found lines, and forgets those that are not kept or no longer in the log.
    mutating func take(_ part: LogSearchPart?) {
        guard let part, search != nil, let removed = findings.take(part) else { return }
        seeksFrom = seeksFrom.map { max(0, $0 - removed) }
        search?.known = findings.count
        self.part = part
    }

    /// Returns the index of the first found line at or after a line; the number of all found lines where there is none.
    func place(from line: Int) -> Int {
        var (low, high) = (0, found.count)
        while low < high {
            let middle = (low + high) / 2
            if found[middle].index < line { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Returns the line that was found `steps` after a line, or before it, and whether the search went around the ends,
    /// which it does once all lines were searched; nil where there is none yet.
    func line(_ steps: Int, from line: Int) -> (line: Int, hasWrapped: Bool)? {
        guard !found.isEmpty, steps != 0 else { return nil }
        let next = place(from: line)
        let isOnFound = next < found.count && found[next].index == line
        let place = steps > 0 ? next + (isOnFound ? 1 : 0) : next - 1
        if found.indices.contains(place) { return (found[place].index, false) }
        guard part?.isComplete == true else { return nil }
        return (found[steps > 0 ? 0 : found.count - 1].index, true)
    }
}

extension JobLog {
    /// Returns the words for the progress of the search, to follow the text that is searched for.
    func progress(at line: Int?, _ keys: KeyNames) -> String {
        guard let part else { return "looking" }
        let number = line.map(place).flatMap { place in
            found.indices.contains(place) && found[place].index == line ? Format.count(place + 1) + " of " : nil
        }
        let count = (number ?? "") + Format.count(found.count, "line")
        guard part.looked < part.total else {
            return found.isEmpty ? "not found" : part.isFull ? "\(count), older ones are not kept" : count
        }
        let share = Format.share(Double(part.looked) / Double(max(1, part.total)))
        return isSearching ? "\(count) in \(share), \(keys[.escape]) stops" : "\(count) in \(share), stopped"
    }
}
