internal import Synchronization

/// A queue of values from one thread to another.
public final class Mailbox<Letter: Sendable>: Sendable {
    /// The bell that rings while values are in the mailbox.
    public let bell = Bell()
    private let letters = Mutex<[Letter]>([])

    /// Creates an empty mailbox.
    public init() {}

    /// Adds a value at the end.
    public func post(_ letter: Letter) { post([letter]) }

    /// Adds values at the end, which are taken together.
    public func post(_ several: [Letter]) {
        guard !several.isEmpty else { return }
        letters.withLock { $0 += several }
        bell.ring()
    }

    /// Returns whether a value in the mailbox is such a one, and leaves all where they are.
    public func contains(where isOne: (Letter) -> Bool) -> Bool { letters.withLock { $0.contains(where: isOne) } }

    /// Takes all values, the oldest first.
    public func takeAll() -> [Letter] {
        bell.silence()
        return letters.withLock { letters in
            defer { letters = [] }
            return letters
        }
    }
}
