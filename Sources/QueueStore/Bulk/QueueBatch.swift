import Queues
import Redis

/// What one call of a script that goes through a list of a queue says, as `Scripts/Shared/walk.lua` explains it.
struct QueueBatch {
    /// Jobs that were changed.
    let done: Int
    /// Ids that were looked at, and how many there were in the whole list.
    let seen: Int
    let length: Int
    /// Where the next call goes on: some of the script's options.
    let place: ScriptOptions
    /// The ids that would go, in a rehearsal.
    let rehearsed: [JobID]
    /// Why jobs stay, and how many.
    private let reasons: [(outcome: Outcome, count: Int)]

    /// nil where the reply is another one: a refusal, or an error.
    init?(_ reply: Reply) {
        let words = reply.array ?? []
        guard (8...9).contains(words.count), words[0].text == "batch" else { return nil }
        let counts = words[1...3].map { Int(clamping: $0.integer ?? 0) }
        (done, seen, length) = (counts[0], counts[1], counts[2])
        place = [
            "kept": .decimal(words[4].integer ?? 0), "last": words[5].bytes ?? [], "score": words[6].bytes ?? [],
        ]
        rehearsed = words.count == 9 ? (words[8].array ?? []).compactMap(\.bytes).map { JobID($0) } : []
        reasons = (words[7].array ?? []).compactMap { reason in
            Outcome(reason).map { ($0, Int(clamping: reason.array?.last?.integer ?? 0)) }
        }
    }

    /// Adds what it says to a tally. Returns whether it makes sense to go on.
    func add(to tally: inout Tally) -> Bool {
        tally.done += done
        var isHopeless = false
        for (outcome, count) in reasons {
            switch outcome {
            case .refused(let refusal):
                tally.refused[refusal, default: 0] += count
                isHopeless = isHopeless || refusal.concernsAllJobs && done == 0
            case .done, .removed, .added, .counted, .failed: break
            }
        }
        return !isHopeless
    }
}
