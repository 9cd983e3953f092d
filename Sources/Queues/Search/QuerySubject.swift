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
        guard let end = name.firstIndex(where: { $0 == "." || $0 == "[" }),
            let field = Self.withPaths[String(name[..<end])], let path = Self.path(name[end...]), !path.isEmpty
        else { return nil }
        self = .path(field, JSONPath(path.map { Array($0.utf8) }))
    }

    /// Returns the parts of a path, the text behind a field: `.items[0].sku` as `items`, `0` and `sku`, `["a.b"]` as `a.b`;
    /// `[]` and `[*]` are for any element and have no part. Nil for what is no path.
    private static func path(_ text: Substring) -> [Substring]? {
        var (parts, rest): ([Substring], Substring) = ([], text)
        while let sign = rest.popFirst() {
            if sign == "." {
                let part = rest.prefix { $0 != "." && $0 != "[" }
                guard !part.isEmpty else { return nil }
                parts.append(part)
                rest = rest.dropFirst(part.count)
            } else if sign == "[", let quote = rest.first, quote == "\"" || quote == "'" {
                let part = rest.dropFirst().prefix { $0 != quote }
                rest = rest.dropFirst(part.count + 1)
                guard rest.popFirst() == quote, rest.popFirst() == "]" else { return nil }
                parts.append(part)
            } else if sign == "[", let end = rest.firstIndex(of: "]") {
                let part = rest[..<end]
                if !part.isEmpty, part != "*" { parts.append(part) }
                rest = rest[rest.index(after: end)...]
            } else {
                return nil
            }
        }
        return parts
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
