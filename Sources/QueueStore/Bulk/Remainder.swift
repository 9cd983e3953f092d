import Queues
import Redis

/// The number of items that scripts still have to remove, as the server reports it. It bounds how often they are
/// called.
struct Remainder {
    /// The maximum number of successive answers without a new minimum. The number may rise where workers and producers
    /// are quick.
    private static let patience = 1_000

    private var least = Int64.max
    private var answers = 0

    /// Records an answer. Throws after too many answers without a new minimum.
    mutating func note(_ left: Int64) throws(Trouble) {
        if left < least { (least, answers) = (left, 0) }
        answers += 1
        guard answers <= Self.patience else {
            throw .implausible("\(left) still left after \(Self.patience) scripts that take some away")
        }
    }
}
