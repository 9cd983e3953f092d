public import Canvas
internal import Queues

/// The keys of the actions: those of the table, and those that the operator has changed.
public struct KeyMap: Equatable, Sendable {
    /// An error in a line that gives an action keys.
    public enum Problem: Error, Hashable, Sendable {
        /// There is no action of this name; the nearest one.
        case unknownAction(String, nearest: String?)
        /// There is no key of this name.
        case unknownKey(String)
        /// The terminal sends another key for this one.
        case sentAs(String, String)
        /// The key was given to two actions of one screen.
        case taken(key: String, by: String)
        /// A command of the operator has the name of an action.
        case nameTaken(String)

        /// The error in words for the operator.
        public var text: String {
            switch self {
            case .unknownAction(let name, let nearest):
                "unknown action '\(name)'" + (nearest.map { "; did you mean '\($0)'?" } ?? "; --print-keys lists them")
            case .unknownKey(let word):
                "'\(word)' is no key; give a character, or Space, Enter, Tab, Del, PgUp, Home, F5, Ctrl-F and the like"
            case .sentAs(let word, let name): "a terminal sends \(name) for \(word); give another key"
            case .nameTaken(let name): "there is an action ':\(name)' already; give the command another name"
            case .taken(let key, let action): "'\(key)' is also '\(action)'; give one of them another key"
            }
        }
    }

    private var changed: [Action: [Key]] = [:]
    /// The commands of the operator.
    private var commands: [OwnCommand] = []

    /// Creates the keys of the table.
    public init() {}

    /// Gives an action other keys, written with blanks between them: `F5 Ctrl-R`. Without a key it is only in the
    /// palette.
    public mutating func bind(_ name: String, to text: String) throws(Problem) {
        guard let entry = Action.table.first(where: { $0.name == name }) else {
            throw .unknownAction(name, nearest: Spelling.nearest(to: name, in: Action.table.map(\.name)))
        }
        var keys: [Key] = []
        for word in text.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init) {
            keys.append(try Self.key(word))
        }
        try give(keys, to: entry)
    }

    /// Adds a command of the operator, with its key.
    public mutating func add(_ command: OwnCommand) throws(Problem) {
        if Action.table.contains(where: { $0.names.contains(command.name) }) { throw .nameTaken(command.name) }
        try give(command.key.map { [$0] } ?? [], to: command.entry)
        commands.append(command)
    }

    /// Returns the key of a name; throws where there is none, or a terminal sends another one for it.
    public static func key(_ word: String) throws(Problem) -> Key {
        guard let key = Key(name: word) else { throw .unknownKey(word) }
        if let sent = key.sentInstead { throw .sentAs(word, sent.name) }
        return key
    }

    private mutating func give(_ keys: [Key], to entry: ActionEntry) throws(Problem) {
        for key in keys {
            for (action, others) in changed where action != entry.action && others.contains(key) {
                guard !Self.sharesItsKey(action), !Self.sharesItsKey(entry.action) else { continue }
                guard let other = action.entry, !other.scope.isDisjoint(with: entry.scope) else { continue }
                throw .taken(key: key.name, by: other.name)
            }
        }
        changed[entry.action] = keys
    }

    /// All actions: those of the table, and the commands of the operator.
    var table: [ActionEntry] { commands.isEmpty ? Action.table : Action.table + commands.map(\.entry) }

    /// The keys that actions of the table have lost to actions with changed keys, as sentences.
    public var losses: [String] {
        Action.table.filter { changed[$0.action] == nil }.flatMap { loser in
            loser.keys.compactMap { key -> String? in
                guard let winner = winner(of: key, in: loser.scope) else { return nil }
                let screens = loser.scope.intersection(winner.scope).words
                return "'\(key.name)' is '\(winner.name)' now, and not '\(loser.name)' (\(screens))"
            }
        }
    }

    /// Returns the keys of an action on a screen, the one to show first.
    func keys(of entry: ActionEntry, in scope: Scope) -> [Key] {
        if let keys = changed[entry.action] { return keys }
        return changed.isEmpty ? entry.keys : entry.keys.filter { winner(of: $0, in: scope) == nil }
    }

    /// Returns the name of an action's first key for a sentence; its name in the palette where it has no key.
    func name(of action: Action, in scope: Scope) -> String {
        guard let entry = action.entry else { return "" }
        return keys(of: entry, in: scope).first?.name ?? entry.usage ?? ":" + entry.name
    }

    /// Returns whether a key is bound to an action on a screen, even if the table has another action for it first.
    func has(_ key: Key, _ action: Action, in scope: Scope) -> Bool {
        action.entry.map { keys(of: $0, in: scope).contains(key) } ?? false
    }

    /// Returns the action of a key on a screen.
    func action(of key: Key, in scope: Scope) -> ActionEntry? {
        if !changed.isEmpty, let winner = winner(of: key, in: scope) { return winner }
        return Action.table.first {
            !$0.scope.isDisjoint(with: scope) && changed[$0.action] == nil && $0.keys.contains(key)
        } ?? first { !$0.scope.isDisjoint(with: scope) && changed[$0.action]?.contains(key) == true }
    }

    /// Returns the first action for which this holds.
    private func first(where holds: (ActionEntry) -> Bool) -> ActionEntry? {
        Action.table.first(where: holds) ?? commands.lazy.map(\.entry).first(where: holds)
    }

    /// Returns the action of a screen to which the operator gave this key.
    private func winner(of key: Key, in scope: Scope) -> ActionEntry? {
        first {
            !$0.scope.isDisjoint(with: scope) && !Self.sharesItsKey($0.action)
                && changed[$0.action]?.contains(key) == true
        }
    }

    /// Returns whether an action has its key only while there is a filter, so that another one may have it, too.
    private static func sharesItsKey(_ action: Action) -> Bool { action == .searchServer }
}

extension KeyMap {
    /// The maximum length of a line that the configuration's reader takes, in bytes (`INI_MAX_LINE` of inih).
    private static let longestLine = 199

    /// The keys of every action, as the section `[keys]` of a configuration file.
    public var text: String {
        let lines = zip(Action.table, settings).map { entry, setting in
            let binding = "\(setting.name) = \(setting.keys)"
            let gap = String(repeating: " ", count: max(1, 40 - binding.count))
            let line = "\(binding)\(gap); \(entry.title)"
            let places = " (\(entry.scope.words))"
            return line + (line.utf8.count + places.utf8.count < Self.longestLine ? places : "") + "\n"
        }
        return "[keys]\n" + lines.joined()
    }

    /// The name of every action with its keys, which have blanks between them.
    public var settings: [(name: String, keys: String)] {
        Action.table.map { entry in
            (entry.name, (changed[entry.action] ?? entry.keys).map(\.name).joined(separator: " "))
        }
    }

    /// Whether no key is left that ends the dashboard on the list of queues, or opens the palette there, which has `:quit`.
    public var hasNoWayOut: Bool {
        [Action.quit, .back, .interrupt, .palette].allSatisfy { action in
            action.entry.map { keys(of: $0, in: Scope(.queues)).isEmpty } ?? true
        }
    }
}
