/// The names of the actions' keys on one screen. Texts take the name of a key from here, so that they name the key that
/// the operator has bound to the action.
struct KeyNames: Equatable, Sendable {
    private let map: KeyMap
    private let scope: Scope

    /// Creates the names on the screens of `scope`.
    init(_ map: KeyMap = KeyMap(), in scope: Scope = .all) {
        (self.map, self.scope) = (map, scope)
    }

    /// Returns the key of an action; its name in the palette where it has none.
    subscript(action: Action) -> String { map.name(of: action, in: scope) }

    /// Returns the key of a screen's own action.
    subscript(action: ScreenAction) -> String { self[.screen(action)] }

    /// Returns the key of an action; nil where only the palette has it.
    func key(of action: Action) -> String? { action.entry.flatMap { map.keys(of: $0, in: scope).first?.name } }

    /// Returns the same keys for another screen.
    func on(_ scope: Scope) -> KeyNames { KeyNames(map, in: scope) }
}

extension State {
    /// The names of the keys on the topmost screen.
    var keys: KeyNames { KeyNames(settings.keys, in: scope) }
}
