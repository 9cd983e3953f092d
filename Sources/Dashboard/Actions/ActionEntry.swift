import Canvas

/// A short list of what can be done to one kind of thing.
enum ActionMenu: Equatable, Sendable {
    case job, queue
}

/// What an action is for: a section of the help and of the menus. Moving comes first.
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
    /// What it does, as help, palette and documentation say it.
    let title: String
    /// The keys, the one to show first; none where only the palette offers it.
    let keys: [Key]
    /// The screens on which it works.
    let scope: Scope
    /// What the hint line calls it; nil keeps it out of there.
    let hint: String?
    /// Its name in the palette; nil leaves it to its title.
    let command: String?
    /// What follows the name in the palette, such as `NAME`; nil for nothing.
    let argument: String?
    /// Old names and short ones. They work in the palette and are listed nowhere.
    let hiddenNames: [String]
    let danger: Danger
    /// The menu that lists it, besides help and palette; nil for none.
    let menu: ActionMenu?
    /// Why it cannot act now, as a sentence; nil where it can.
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

    /// Returns why it cannot act on the screen of `state`: read-only mode for all that changes the server, else the
    /// reason of the screen that does it, else its own.
    func reason(in state: State) -> String? {
        if danger.changesServer, let reason = state.reasonAgainstChanges { return reason }
        if case .screen(let action) = action, let reason = state.path.top.reason(against: action, in: state) {
            return reason
        }
        return unavailable(state)
    }
}

extension ActionEntry {
    /// Returns the action that opens a screen.
    static func visit(
        _ destination: Destination, _ section: ActionSection, _ title: String, _ keys: [Key] = [],
        _ scope: Scope = .all, hint: String? = nil, command: String? = nil, hiddenNames: [String] = [],
        menu: ActionMenu? = nil
    ) -> ActionEntry {
        ActionEntry(
            .visit(destination), section, title, keys, scope, hint: hint, command: command, hiddenNames: hiddenNames,
            menu: menu
        ) { destination.reason(in: $0) }
    }

    /// Its names in the palette, those that are not listed as well.
    var names: [String] { [command ?? name] + hiddenNames }

    /// Its name in a configuration file: the one in the palette, else its title up to a semicolon, in small letters.
    var name: String {
        if let command { return command }
        let words = title.prefix { $0 != ";" && $0 != ":" }.lowercased().filter { $0 != "'" }
        return words.split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
    }

    /// Its name in the palette as help and documentation write it, `:go ID`.
    var usage: String? { command.map { ":" + $0 + (argument.map { " " + $0 } ?? "") } }
}

extension Action {
    /// The row of an action; every action has one.
    var entry: ActionEntry? { Action.table.first { $0.action == self } }
}
