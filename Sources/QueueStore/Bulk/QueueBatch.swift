import Queues
import Redis

/// The reply to one call of a script that goes through a list of a queue; `Scripts/Shared/walk.lua` documents it.
struct QueueBatch {
    /// The number of jobs that were changed, of those that were looked at.
    let done: Int
    /// The number of parents that were removed with the last of their children.
    let parents: Int
    /// The number of ids that were looked at, and of all ids in the list.
    let seen: Int
    let length: Int
    /// The place where the next call continues, as options of the script.
    let place: ScriptOptions
    /// The ids that would be removed, in a rehearsal.
    let rehearsed: [JobID]
    /// The reasons why jobs stay, each with the number of jobs.
    private let reasons: [(outcome: Outcome, count: Int)]

    /// Creates a batch from a reply; nil where the reply is a refusal, an error, or claims more than the `most` ids
    /// that were asked for.
    init?(_ reply: Reply, most: Int) {
        let words = reply.array ?? []
        guard (9...10).contains(words.count), words[0].text == "batch" else { return nil }
        let counts = (Array(words[1...3]) + [words[8]]).compactMap { try? $0.count() }
        guard counts.count == 4, counts[1] <= most, counts[0] <= counts[1] else { return nil }
        // A flow has at most 64 levels, so one id removes at most 64 parents.
        (done, seen, length, parents) = (counts[0], counts[1], counts[2], min(counts[3], counts[1] * 64))
        place = [
            "kept": .decimal(words[4].integer ?? 0), "last": words[5].bytes ?? [], "score": words[6].bytes ?? [],
        ]
        rehearsed = words.count == 10 ? (words[9].array ?? []).compactMap(\.bytes).map { JobID($0) } : []
        reasons = (words[7].array ?? []).compactMap { reason in
            Outcome(reason).map { ($0, min(most, (try? reason.array?.last?.count()) ?? 0)) }
        }
    }

    /// Adds the counts to a tally. Returns whether the operation can continue.
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
