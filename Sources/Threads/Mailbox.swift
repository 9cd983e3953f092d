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

    /// Adds values at the end, which are taken together. Values that were not taken yet and are out of date with them are
    /// thrown away, so that the mailbox of a slow reader does not grow.
    public func post(_ several: [Letter], outdating isOutdated: ((Letter) -> Bool)? = nil) {
        guard !several.isEmpty else { return }
        letters.withLock { letters in
            if let isOutdated { letters.removeAll(where: isOutdated) }
            letters += several
        }
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
