/// The number of scripts that are sent at once, chosen so that a distant server does not wait for the next one.
///
/// Redis reads at most 16 kB of a client's commands before it serves others, so that scripts sent together hold it for
/// little longer than one does.
struct Line {
    /// The maximum number of scripts at once.
    private static let most = 32
    /// The maximum time between sending and the last reply, in µs: what is under way cannot be stopped.
    private static let longest: Int64 = 1_000_000

    /// The waiting from which on a server is distant, in µs: less may be another program on this machine.
    private static let distant: Int64 = 10_000

    /// The number of scripts that are sent at once.
    private(set) var batches = 1

    /// Whether the server is so far away that waiting takes longer than working.
    var isLong: Bool { batches > 1 }

    /// Adapts the number to the time in µs from sending to the last reply, and to the part of it in which the server
    /// worked.
    mutating func note(took elapsed: Int64, working: Int64) {
        let waiting = elapsed - working
        if waiting > max(working, Self.distant), elapsed < Self.longest {
            batches = min(batches * 2, Self.most)
        } else if waiting * 4 < working || elapsed > 2 * Self.longest {
            batches = max(1, batches / 2)
        }
    }

    /// Sends one script alone next, as the server may not have it any more.
    mutating func beginAgain() { batches = 1 }
}
