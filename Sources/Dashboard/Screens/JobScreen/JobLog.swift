import Queues

/// The state of a log on the job screen, besides the lines that it shows.
struct JobLog: Equatable, Sendable {
    /// The line around which lines are read; nil for the newest lines.
    var line: Int?
    /// The place that is shown once it is read.
    var target: Target?
    /// The search in all lines; nil for none.
    private(set) var search: LogSearch?
    /// The found lines, the oldest first.
    private(set) var found: [FoundLine] = []
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

    /// Whether lines are still being searched.
    var isSearching: Bool { search?.isStopped == false && part?.isComplete != true }

    /// Begins a search for a text in all lines.
    mutating func begin(_ text: String, seeksFrom: Int?) {
        (search, found, part, self.seeksFrom) = (LogSearch(text), [], nil, seeksFrom)
    }

    /// Stops the search. Found lines are kept.
    mutating func stop() { search?.isStopped = true }

    /// Forgets the search.
    mutating func forget() { (search, found, part, showsFound, seeksFrom) = (nil, [], nil, false, nil) }

    /// Takes further found lines.
    mutating func take(_ part: LogSearchPart?) {
        guard let part, search != nil else { return }
        // A log that was cleared is searched from its beginning again.
        if part.offset < found.count { found.removeLast(found.count - part.offset) }
        guard part.offset == found.count else { return }
        found += part.found
        search?.known = found.count
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
        if part.isFull { return "\(count), more are not kept" }
        guard part.looked < part.total else { return found.isEmpty ? "not found" : count }
        let share = Format.share(Double(part.looked) / Double(max(1, part.total)))
        return isSearching ? "\(count) in \(share), \(keys[.escape]) stops" : "\(count) in \(share), stopped"
    }
}
