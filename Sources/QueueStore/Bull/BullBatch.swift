import Queues
import Redis

/// What one call of a script that goes through a queue of Bull in batches says.
struct BullBatch {
    /// Jobs that were changed.
    let done: Int
    /// Ids without jobs, and jobs of workers, that stay.
    let vanished: Int
    let locked: Int
    /// Where the next call goes on; nil where there is nothing left to do.
    let cursor: Int64?

    /// nil where the reply is another one: a refusal, or an error.
    init?(_ reply: Reply) {
        let words = reply.elements
        guard words.count == 5, words[0].text == "batch" else { return nil }
        let counts = words[1...3].map { Int(clamping: $0.integer ?? 0) }
        (done, vanished, locked) = (counts[0], counts[1], counts[2])
        cursor = words[4].bytes.flatMap(Number.whole)
    }
}

extension Tally {
    /// Adds what a batch did.
    mutating func add(_ batch: BullBatch) {
        done += batch.done
        if batch.vanished > 0 { refused[.vanished, default: 0] += batch.vanished }
        if batch.locked > 0 { refused[.locked, default: 0] += batch.locked }
    }
}
