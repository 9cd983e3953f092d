internal import Synchronization

/// Values on their way from one thread to another.
public final class Mailbox<Letter: Sendable>: Sendable {
    /// Rings while letters lie here.
    public let bell = Bell()
    private let letters = Mutex<[Letter]>([])

    /// An empty mailbox.
    public init() {}

    /// Leaves a letter.
    public func post(_ letter: Letter) {
        letters.withLock { $0.append(letter) }
        bell.ring()
    }

    /// Takes every letter, the oldest first.
    public func takeAll() -> [Letter] {
        bell.silence()
        return letters.withLock { letters in
            defer { letters = [] }
            return letters
        }
    }
}
