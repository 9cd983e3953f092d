import Canvas
import Queues

/// A line for the operator: what came of an operation, or why a key did nothing.
struct Notice: Equatable, Sendable {
    enum Kind: Equatable, Sendable { case info, success, warning, error }

    var kind: Kind
    var text: String
    /// When it was said, on our clock.
    var at: Milliseconds
    /// Whether it is about what became of a change.
    var isOperation = false

    /// How long it stays on the screen unless a key is pressed; nil for ever.
    var lifetime: Milliseconds? {
        switch kind {
        case .info, .success: 5_000
        case .warning: 8_000
        case .error: nil
        }
    }
}

/// What was said since the start, oldest first, as far as it is worth to be read again.
struct MessageLog: Equatable, Sendable {
    /// Older lines are dropped.
    static let limit = 500

    private(set) var notices: [Notice] = []

    mutating func append(_ notice: Notice) {
        if notices.count >= Self.limit { notices.removeFirst(notices.count - Self.limit + 1) }
        notices.append(notice)
    }
}

extension Notice.Kind {
    var role: ThemeRole {
        switch self {
        case .info: .text
        case .success: .success
        case .warning: .warning
        case .error: .error
        }
    }

    /// Returns the sign that shows the kind without colours.
    func mark(_ glyphs: Glyphs) -> DisplayText {
        switch self {
        case .info: glyphs.bullet
        case .success: glyphs.check
        case .warning: glyphs.warning
        case .error: glyphs.failure
        }
    }
}
