import Canvas
import Queues
import Themes

@testable import Dashboard

/// A dashboard that is driven like the loop does, and the effects that it asked for.
struct Scenario {
    var state: State
    /// The effects since the last look at them, in order.
    private(set) var effects: [Effect] = []
    private(set) var size: Size
    /// Whether keys are pressed unchanged, whatever the configuration.
    var usesTableKeys = false
    /// Whether time passes until each question can be answered.
    var isPatient = true

    /// 2026-11-23 23:04:05 UTC, on our clock and the server's.
    static let start: Milliseconds = 1_795_475_045_000

    init(
        columns: Int = 80, rows: Int = 24, glyphs: Glyphs = .unicode, theme: String = "default",
        isReadOnly: Bool = false, isProduction: Bool = false, prefixes: [String] = ["bull"], keys: KeyMap = KeyMap(),
        label: String? = nil, labelStyle: Style? = nil, columns choice: ColumnChoice = ColumnChoice(),
        alarms: [Alarm] = [], isUnverified: Bool = false
    ) {
        size = Size(columns: columns, rows: rows)
        var settings = Settings(
            address: "127.0.0.1:6379", connectionName: label, isProduction: isProduction,
            prefixes: prefixes.map { Array($0.utf8) },
            isReadOnly: isReadOnly,
            themes: Themes.all, theme: theme, glyphs: glyphs)
        (settings.keys, settings.connectionStyle, settings.columns) = (keys, labelStyle, choice)
        (settings.alarms, settings.isUnverified) = (alarms, isUnverified)
        settings.surroundings = Fixture.surroundings
        state = State(settings: settings, size: size, now: Self.start)
    }

    mutating func send(_ message: Message) {
        effects += update(&state, message)
        if isPatient, state.awaitsDrawing {
            effects += update(&state, .drawn)
            effects += update(&state, .clock(state.clock + Question.readingTime))
        }
        if case .inputs(let inputs) = message {
            for case .resize(let size) in inputs { self.size = size }
        }
    }

    /// Presses keys, each of them read alone. Where actions have other keys than those of the table, theirs are
    /// pressed.
    mutating func press(_ keys: Key...) { for key in keys { send(.inputs([.key(given(key))])) } }

    /// Returns the key that acts like a key of the table.
    private func given(_ key: Key) -> Key {
        let keys = state.settings.keys
        guard keys != KeyMap(), !usesTableKeys else { return key }
        let isFilter = key == .character("+") && state.searchableScreen != nil
        switch state.overlay {
        case nil: break
        case .menu(let menu)? where !menu.isTyping && key.isText: break
        case .menu?, .question?, .form?, .prompt?: return key
        }
        guard let entry = isFilter ? Action.searchServer.entry : KeyMap().action(of: key, in: state.scope) else {
            return key
        }
        return keys.keys(of: entry, in: state.scope).first ?? key
    }

    /// Presses the keys of a text, each of them read alone.
    mutating func type(_ text: String) { for character in text { press(.character(character)) } }

    /// Opens a form by its command and types into it; a tab moves to the next field.
    mutating func fill(_ command: String, _ text: String) {
        type(command)
        press(.enter)
        for character in text { press(character == "\t" ? .tab : .character(character)) }
    }

    /// Presses keys that are read at once.
    mutating func pressAtOnce(_ text: String) { send(.inputs(text.map { .key(.character($0)) })) }

    /// Answers the watch with the data of the fixture; returns false without a watch.
    @discardableResult
    mutating func answer(_ fixture: Fixture = Fixture(), takenAt: Milliseconds = Scenario.start) -> Bool {
        guard let watch = state.watch else { return false }
        send(.answered(fixture.answer(to: watch, takenAt: takenAt)))
        return true
    }

    /// Answers the inquiry of the open question; returns false without one.
    @discardableResult
    mutating func find(_ finding: Finding = .removal(ChildCount(jobs: 0), .kept(bytes: 700))) -> Bool {
        guard let inquiry = state.inquiry else { return false }
        send(.found(inquiry, finding))
        return true
    }

    /// Connects, and gives the first answer.
    mutating func begin(_ fixture: Fixture = Fixture()) {
        send(.connection(.connected))
        answer(fixture)
    }

    /// Returns the effects since the last call.
    mutating func takeEffects() -> [Effect] {
        defer { effects = [] }
        return effects
    }

    var frame: Frame { render(state, size: size) }
    var text: [String] { frame.text }
    /// The line of hints, questions and notices.
    var footer: String { text.last ?? "" }

    /// Returns whether the screen contains these words, wherever its lines end.
    func says(_ words: String) -> Bool {
        let lines = text.flatMap { $0.split { $0 == " " || $0 == "│" } }
        return lines.joined(separator: " ").contains(words)
    }

    /// Returns whether a row of the screen contains this.
    func shows(_ words: String) -> Bool { text.contains { $0.contains(words) } }
}

extension State {
    /// The list of queues.
    var queues: QueuesScreen { path.screens[0].behavior as? QueuesScreen ?? QueuesScreen() }
    /// The screen that is read, where it is a queue's.
    var queueScreen: QueueScreen? { path.watched as? QueueScreen }
    /// The screen that is read, where it is one of schedulers.
    var schedulersScreen: SchedulersScreen? { path.watched as? SchedulersScreen }
    /// The screen that is read, where it is a job's.
    var jobScreen: JobScreen? { path.watched as? JobScreen }
}
