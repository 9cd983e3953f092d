import Canvas
public import Queues

/// The columns of the list of queues and of the lists of jobs, from left to right: those of the tables, or what the operator
/// has chosen. What stands first stays longest where there is no room for all.
public struct ColumnChoice: Equatable, Sendable {
    /// What is wrong with a line that chooses columns.
    public enum Problem: Error, Hashable, Sendable {
        case unknownList(String, nearest: String?)
        case unknownColumn(String, known: [String], nearest: String?)
        case repeated(String)
        /// The column that says which row it is.
        case missing(String)

        /// The problem as the operator reads it.
        public var text: String {
            switch self {
            case .unknownList(let name, let nearest):
                "unknown list '\(name)'"
                    + (nearest.map { "; did you mean '\($0)'?" }
                        ?? "; lists are \(Listed.allCases.map(\.name).joined(separator: ", "))")
            case .unknownColumn(let name, let known, let nearest):
                "unknown column '\(name)'; "
                    + (nearest.map { "did you mean '\($0)'?" } ?? "columns are \(known.joined(separator: ", "))")
            case .repeated(let name): "the column '\(name)' is there twice"
            case .missing(let name): "the column '\(name)' is missing, which says what a row is about"
            }
        }
    }

    /// A list whose columns may be chosen.
    public enum Listed: Hashable, CaseIterable, Sendable {
        case queues
        case jobs(JobList)

        /// All of them.
        public static let allCases: [Listed] =
            [.queues, .jobs(.latest)] + JobState.allCases.map { .jobs(.state($0)) }

        /// What a configuration file calls it.
        public var name: String {
            switch self {
            case .queues: "queues"
            case .jobs(.latest): "latest"
            case .jobs(.state(let state)): state.rawValue
            }
        }

        /// The columns that it can have, by name; the first one it must have.
        public var known: [String] {
            switch self {
            case .queues: QueueColumn.table.map(\.id.rawValue)
            case .jobs(let list): JobColumn.known(for: list).map(\.name)
            }
        }

        /// The columns that it has where nobody chooses others.
        public var standard: [String] {
            switch self {
            case .queues: known
            case .jobs(let list): JobColumn.table(for: list).map(\.name)
            }
        }
    }

    private var chosen: [Listed: [String]] = [:]

    /// Creates the choice of the tables' own columns.
    public init() {}

    /// Gives a list other columns, with blanks or commas between their names.
    public mutating func choose(_ list: String, _ text: String) throws(Problem) {
        guard let listed = Listed.allCases.first(where: { $0.name == list }) else {
            throw .unknownList(list, nearest: Spelling.nearest(to: list, in: Listed.allCases.map(\.name)))
        }
        let known = listed.known
        var names: [String] = []
        for name in text.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "\t" }).map(String.init) {
            guard known.contains(name) else {
                throw .unknownColumn(name, known: known, nearest: Spelling.nearest(to: name, in: known))
            }
            guard !names.contains(name) else { throw .repeated(name) }
            names.append(name)
        }
        guard names.contains(known[0]) else { throw .missing(known[0]) }
        chosen[listed] = names
    }

    /// Returns the names of the columns of a list.
    public func names(of list: Listed) -> [String] { chosen[list] ?? list.standard }

    /// Returns the columns of the list of queues. Of those that nobody has chosen, the prefix is shown where there are
    /// several, and the failure where there is room.
    func queues(isWide: Bool, hasPrefixes: Bool, sideways: Int) -> [QueueColumn] {
        guard let names = chosen[.queues] else {
            return QueueColumn.shown(isWide: isWide, hasPrefixes: hasPrefixes, sideways: sideways)
        }
        let table = QueueColumn.table
        let columns = names.enumerated().compactMap { place, name in
            table.first { $0.id.rawValue == name }?.ranked(names.count - place)
        }
        return columns.scrolled(by: sideways)
    }

    /// Whether the operator has chosen the columns of queues: then pictures and trends are not added to them.
    var choosesQueues: Bool { chosen[.queues] != nil }

    /// The number of columns of the list of queues.
    var queueColumnCount: Int { chosen[.queues]?.count ?? QueueColumn.table.count }

    /// Returns the columns of a list of jobs.
    func jobs(_ list: JobList) -> [JobColumn] {
        guard let names = chosen[.jobs(list)] else { return JobColumn.table(for: list) }
        let known = JobColumn.known(for: list)
        return names.enumerated().compactMap { place, name in
            known.first { $0.name == name }?.ranked(names.count - place)
        }
    }
}

extension JobColumn {
    /// What a configuration file calls it: its title, such as `runs-for`.
    var name: String { title.plain.lowercased().map { $0 == " " ? "-" : String($0) }.joined() }

    /// Returns the columns that a list of jobs can have: locks are read of active jobs alone.
    static func known(for list: JobList) -> [JobColumn] {
        let all = [
            id, name, state, added, attempts, failure, running, lock, progress, stalled, worker, finished, duration,
            result, runIn, runAt, priority, size, scheduler,
        ]
        return list == .state(.active) ? all : all.filter { $0.name != lock.name }
    }
}
