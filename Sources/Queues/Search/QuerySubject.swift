/// The data that a term of a query is about.
enum QuerySubject: Hashable, Sendable {
    /// Id, name, failed reason, stack traces, data, options and return value.
    case anything
    case id
    case queue
    case state
    case cause
    case log
    /// A field that is text.
    case text(SearchField)
    /// A value in a field that is JSON.
    case path(SearchField, JSONPath)
    case number(QueryNumber)

    /// The names of the subjects in a query, aliases included.
    static let names: [(name: String, subject: QuerySubject)] = [
        ("id", .id), ("queue", .queue), ("state", .state), ("cause", .cause), ("log", .log), ("logs", .log),
        ("name", .text(.name)), ("failed", .text(.failedReason)), ("failure", .text(.failedReason)),
        ("reason", .text(.failedReason)), ("stack", .text(.stacktrace)), ("data", .text(.data)), ("opts", .text(.opts)),
        ("return", .text(.returnvalue)), ("returnvalue", .text(.returnvalue)), ("progress", .text(.progress)),
        ("worker", .text(.worker)), ("scheduler", .text(.scheduler)), ("parent", .text(.parentKey)),
        ("deduplication", .text(.deduplicationID)), ("attempts", .number(.attempts)), ("priority", .number(.priority)),
        ("size", .number(.size)), ("age", .number(.age)), ("ended", .number(.ended)), ("ran", .number(.ran)),
        ("delay", .number(.delay)),
    ]
    /// The fields whose values have paths.
    private static let withPaths: [String: SearchField] = [
        "data": .data, "opts": .opts, "return": .returnvalue, "returnvalue": .returnvalue, "progress": .progress,
    ]

    /// Creates the subject of this name; nil where there is none.
    init?(name: String) {
        if let known = Self.names.first(where: { $0.name == name })?.subject {
            self = known
            return
        }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard let first = parts.first, let field = Self.withPaths[String(first)] else { return nil }
        let path = parts.dropFirst().flatMap(Self.indexed)
        guard !path.isEmpty, path.allSatisfy({ !$0.isEmpty }) else { return nil }
        self = .path(field, JSONPath(path.map { Array($0.utf8) }))
    }

    /// Returns the parts of a path with indices: `items[0]` as `items.0`, `items[]` as `items`.
    private static func indexed(_ part: Substring) -> [Substring] {
        guard let open = part.firstIndex(of: "["), part.last == "]" else { return [part] }
        let indices = part[open...].split { $0 == "[" || $0 == "]" }
        return (open > part.startIndex ? [part[..<open]] : []) + indices
    }

    /// The fields that must be read to decide about it.
    var fields: [SearchField] {
        switch self {
        case .anything: [.name, .failedReason, .stacktrace, .data, .opts, .returnvalue]
        case .id, .queue, .state, .log: []
        case .cause: [.failedReason, .stacktrace]
        case .text(let field), .path(let field, _): [field]
        case .number(let number): number.fields
        }
    }

    /// Whether a value must equal the whole subject, not only occur in it.
    var isWhole: Bool {
        switch self {
        case .id, .queue, .state, .cause: true
        case .anything, .log, .text, .path, .number: false
        }
    }

    /// The label of a match.
    var label: String {
        switch self {
        case .anything: "anything"
        case .id: "id"
        case .queue: "queue"
        case .state: "state"
        case .cause: "cause"
        case .log: "log"
        case .text(let field): field.name
        case .path(let field, let path):
            ([field.name] + path.parts.map { String(decoding: $0, as: UTF8.self) }).joined(separator: ".")
        case .number(let number): number.rawValue
        }
    }
}
