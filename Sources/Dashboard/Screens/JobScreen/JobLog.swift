import Queues

/// What the job screen knows of a log besides the lines that it shows.
struct JobLog: Equatable, Sendable {
    /// The line around which lines are read; nil for the newest ones.
    var line: Int?
    /// What is shown as soon as it was read.
    var target: Target?
    /// What is looked for in all lines; nil for nothing.
    private(set) var search: LogSearch?
    /// The lines that were found, the oldest first.
    private(set) var found: [FoundLine] = []
    /// What the search has come to last; nil before its first answer.
    private(set) var part: LogSearchPart?
    /// Whether only the lines that were found are shown.
    var showsFound = false
    /// Where the search began, where nothing was found behind it among the lines that were read: the next line that is found
    /// is gone to.
    var seeksFrom: Int?

    /// A place that may not be read yet.
    enum Target: Equatable {
        /// The newest line.
        case end
        /// A line, at the top of the screen.
        case line(Int)
        /// The text that is looked for, in this line.
        case match(Int)
    }

    /// Whether lines are still being looked at.
    var isSearching: Bool { search?.isStopped == false && part?.isComplete != true }

    /// Begins to look for a text in all lines.
    mutating func begin(_ text: String, seeksFrom: Int?) {
        (search, found, part, self.seeksFrom) = (LogSearch(text), [], nil, seeksFrom)
    }

    /// Ends the search. What was found is kept where it only rests.
    mutating func stop() { search?.isStopped = true }

    /// Forgets the search.
    mutating func forget() { (search, found, part, showsFound, seeksFrom) = (nil, [], nil, false, nil) }

    /// Takes what was found further.
    mutating func take(_ part: LogSearchPart?) {
        guard let part, search != nil else { return }
        // A log that was cleared is looked through from its beginning again.
        if part.offset < found.count { found.removeLast(found.count - part.offset) }
        guard part.offset == found.count else { return }
        found += part.found
        search?.known = found.count
        self.part = part
    }

    /// Returns the place of the first line that was found at a line or after it; the number of all of them where there is none.
    func place(from line: Int) -> Int {
        var (low, high) = (0, found.count)
        while low < high {
            let middle = (low + high) / 2
            if found[middle].index < line { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Returns the line that was found this number of steps after a line, or before it, around the ends once all was looked at, and
    /// whether it went around; nil where there is none yet.
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
    /// What there is to say of the search, behind the text that is looked for.
    func progress(at line: Int?, _ keys: KeyNames) -> String {
        guard let part else { return "looking" }
        let number = line.map(place).flatMap { place in
            found.indices.contains(place) && found[place].index == line ? Format.count(place + 1) + " of " : nil
        }
        let count = (number ?? "") + Format.count(found.count, "line")
        if part.isFull { return "\(count), more are not kept" }
        guard part.looked < part.total else { return found.isEmpty ? "not found" : count }
        let share = Format.share(Double(part.looked) / Double(max(1, part.total)))
        return isSearching ? "\(count) in \(share), \(keys[.escape]) stops" : "\(count) in \(share), stopped"
    }
}
