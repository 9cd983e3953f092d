import Queues
import Redis

/// What one call of a script that goes through a list of a queue says, as `Scripts/Shared/walk.lua` explains it.
struct QueueBatch {
    /// Jobs that were changed, of those that were looked at.
    let done: Int
    /// Parents that went with the last of their children.
    let parents: Int
    /// Ids that were looked at, and how many there were in the whole list.
    let seen: Int
    let length: Int
    /// Where the next call goes on: some of the script's options.
    let place: ScriptOptions
    /// The ids that would go, in a rehearsal.
    let rehearsed: [JobID]
    /// Why jobs stay, and how many.
    private let reasons: [(outcome: Outcome, count: Int)]

    /// nil where the reply is another one: a refusal, or an error. So is one that claims more than was asked of it: `most` ids.
    init?(_ reply: Reply, most: Int) {
        let words = reply.array ?? []
        guard (9...10).contains(words.count), words[0].text == "batch" else { return nil }
        let counts = (Array(words[1...3]) + [words[8]]).compactMap { try? $0.count() }
        guard counts.count == 4, counts[1] <= most, counts[0] <= counts[1] else { return nil }
        // A flow is no deeper than 64 levels, so that one id takes no more parents along.
        (done, seen, length, parents) = (counts[0], counts[1], counts[2], min(counts[3], counts[1] * 64))
        place = [
            "kept": .decimal(words[4].integer ?? 0), "last": words[5].bytes ?? [], "score": words[6].bytes ?? [],
        ]
        rehearsed = words.count == 10 ? (words[9].array ?? []).compactMap(\.bytes).map { JobID($0) } : []
        reasons = (words[7].array ?? []).compactMap { reason in
            Outcome(reason).map { ($0, min(most, (try? reason.array?.last?.count()) ?? 0)) }
        }
    }

    /// Adds what it says to a tally. Returns whether it makes sense to go on.
    func add(to tally: inout Tally) -> Bool {
        tally.done += done + parents
        tally.parents += parents
        var isHopeless = false
        for (outcome, count) in reasons {
            switch outcome {
            case .refused(let refusal):
                tally.refused[refusal, default: 0] += count
                isHopeless = isHopeless || refusal.concernsAllJobs && done == 0
            case .done, .removed, .added, .moved, .counted, .failed: break
            }
        }
        return !isHopeless
    }
}
