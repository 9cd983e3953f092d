/// What the keys of actions are called on one screen. Words that name a key take it from here, so that they name the
/// one that the operator has given the action.
struct KeyNames: Equatable, Sendable {
    private let map: KeyMap
    private let scope: Scope

    /// Creates the names on the screens of `scope`.
    init(_ map: KeyMap = KeyMap(), in scope: Scope = .all) {
        (self.map, self.scope) = (map, scope)
    }

    /// The key of an action; its name in the palette where it has none.
    subscript(action: Action) -> String { map.name(of: action, in: scope) }

    /// The key of what the screen itself does.
    subscript(action: ScreenAction) -> String { self[.screen(action)] }

    /// The key of an action; nil where only the palette has it.
    func key(of action: Action) -> String? { action.entry.flatMap { map.keys(of: $0, in: scope).first?.name } }

    /// The same keys on another screen.
    func on(_ scope: Scope) -> KeyNames { KeyNames(map, in: scope) }
}

extension State {
    /// What keys are called on the screen on top.
    var keys: KeyNames { KeyNames(settings.keys, in: scope) }
}
