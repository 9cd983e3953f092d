extension Action {
    /// One row of the table of keys in the documentation.
    public struct Documentation: Equatable, Sendable {
        /// The keys, such as `PgDn`, `Ctrl-F`; empty where only the palette offers the action.
        public var keys: [String]
        /// The title of the action.
        public var title: String
        /// The screens on which it works, such as `queue, job`; `everywhere` for all.
        public var place: String
        /// Whether it changes data on the server.
        public var changesServer: Bool
    }

    /// All actions, as rows for the documentation.
    public static var documentation: [Documentation] {
        table.map { entry in
            Documentation(
                keys: entry.keys.isEmpty ? entry.usage.map { [$0] } ?? [] : entry.keys.map(\.name),
                title: entry.title, place: entry.scope.words, changesServer: entry.danger.changesServer)
        }
    }
}

extension Scope {
    /// The names of the screens.
    var words: String {
        guard self != .all else { return "everywhere" }
        return kinds.map(\.rawValue).joined(separator: ", ")
    }
}
