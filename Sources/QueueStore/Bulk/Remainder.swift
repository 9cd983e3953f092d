import Queues
import Redis

/// How much is left of what scripts do bit by bit, by what the server says. It is not asked for ever.
struct Remainder {
    /// Answers in a row, none of which says that less is left than ever before. Where workers and producers are quick, the number
    /// may rise meanwhile.
    private static let patience = 1_000

    private var least = Int64.max
    private var answers = 0

    /// Takes over an answer. Throws where it cannot be believed any more.
    mutating func note(_ left: Int64) throws(Trouble) {
        if left < least { (least, answers) = (left, 0) }
        answers += 1
        guard answers <= Self.patience else {
            throw .implausible("\(left) still left after \(Self.patience) scripts that take some away")
        }
    }
}
