import Canvas

/// A short list of the actions on one kind of thing.
enum ActionMenu: Equatable, Sendable {
    case job, queue
}

/// The purpose of an action: a section of the help and of the menus. Moving comes first.
enum ActionSection: String, CaseIterable, Sendable {
    case move = "Move"
    case look = "Look and mark"
    case jobs = "Jobs"
    case queue = "Queue"
    case program = "Program"
}

/// One row of the action table. Keys, help, hints, palette, documentation and read-only mode all read it.
struct ActionEntry: Sendable {
    let action: Action
    let section: ActionSection
    /// The title of the action in help, palette and documentation.
    let title: String
    /// The keys, the one to show first; empty where only the palette offers the action.
    let keys: [Key]
    /// The screens on which it works.
    let scope: Scope
    /// The word in the hint line; nil leaves the action out of it.
    let hint: String?
    /// Its name in the palette; nil leaves it to its title.
    let command: String?
    /// The word after the name in the palette, such as `NAME`; nil for none.
    let argument: String?
    /// The old and the short names. They work in the palette and are not listed.
    let hiddenNames: [String]
    let danger: Danger
    /// The menu that lists it, besides help and palette; nil for none.
    let menu: ActionMenu?
    /// Returns the reason why it cannot act now, as a sentence; nil where it can.
    let unavailable: @Sendable (State) -> String?

    init(
        _ action: Action, _ section: ActionSection, _ title: String, _ keys: [Key] = [], _ scope: Scope = .all,
        hint: String? = nil, command: String? = nil, argument: String? = nil, hiddenNames: [String] = [],
        danger: Danger = .none, menu: ActionMenu? = nil,
        unavailable: @escaping @Sendable (State) -> String? = { _ in nil }
    ) {
        self.action = action
        self.section = section
        self.title = title
        self.keys = keys
        self.scope = scope
        self.hint = hint
        self.command = command
        self.argument = argument
        self.hiddenNames = hiddenNames
        self.danger = danger
        self.menu = menu
        self.unavailable = unavailable
    }

    /// Returns the reason why it cannot act on the screen of `state`: read-only mode for every change of the server,
    /// else the reason of the screen that performs it, else its own. Returns nil where it can act.
    func reason(in state: State) -> String? {
        if danger.changesServer, let reason = state.reasonAgainstChanges { return reason }
        if case .screen(let action) = action, let reason = state.path.top.reason(against: action, in: state) {
            return reason
        }
        return unavailable(state)
    }
}

extension ActionEntry {
    /// Returns the row of an action that opens a screen.
    static func visit(
        _ destination: Destination, _ section: ActionSection, _ title: String, _ keys: [Key] = [],
        _ scope: Scope = .all, hint: String? = nil, command: String? = nil, argument: String? = nil,
        hiddenNames: [String] = [], menu: ActionMenu? = nil
    ) -> ActionEntry {
        ActionEntry(
            .visit(destination), section, title, keys, scope, hint: hint, command: command, argument: argument,
            hiddenNames: hiddenNames, menu: menu
        ) { destination.reason(in: $0) }
    }

    /// All names in the palette, the unlisted ones included.
    var names: [String] { [command ?? name] + hiddenNames }

    /// The name in a configuration file: the one in the palette, else the title up to a semicolon or colon, in lower
    /// case.
    var name: String {
        if let command { return command }
        let words = title.prefix { $0 != ";" && $0 != ":" }.lowercased().filter { $0 != "'" }
        return words.split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
    }

    /// The name in the palette as help and documentation write it, `:go ID`.
    var usage: String? { command.map { ":" + $0 + (argument.map { " " + $0 } ?? "") } }
}

extension Action {
    /// The row of an action; every action has one.
    var entry: ActionEntry? {
        if case .own(let command) = self { return command.entry }
        return Action.table.first { $0.action == self }
    }
}
