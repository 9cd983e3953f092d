import Canvas
import Queues

/// A line for the operator: the outcome of an operation, or the reason why a key did nothing.
struct Notice: Equatable, Sendable {
    enum Kind: Equatable, Sendable { case info, success, warning, error }

    var kind: Kind
    var text: String
    /// The time of the message, on our clock, in ms since 1970.
    var at: Milliseconds
    /// Whether it reports on a change.
    var isOperation = false

    /// The time that it stays on the screen unless a key is pressed, in ms; nil for ever.
    var lifetime: Milliseconds? {
        switch kind {
        case .info, .success: 5_000
        case .warning: 8_000
        case .error: nil
        }
    }
}

/// The messages since the start, oldest first, without those that are not worth reading again.
struct MessageLog: Equatable, Sendable {
    /// The maximum number of messages; older ones are dropped.
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

    /// Returns the sign of the kind, for terminals without colours.
    func mark(_ glyphs: Glyphs) -> DisplayText {
        switch self {
        case .info: glyphs.bullet
        case .success: glyphs.check
        case .warning: glyphs.warning
        case .error: glyphs.failure
        }
    }
}
