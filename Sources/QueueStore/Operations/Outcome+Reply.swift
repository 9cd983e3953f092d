import Queues
import Redis

extension Outcome {
    /// Creates the outcome from a script's reply about a job or a queue; nil where the reply is not understood.
    init?(_ reply: Reply) {
        if let error = reply.error {
            self = .refused(Refusal(error))
            return
        }
        let words = reply.array ?? []
        let detail = words.count > 1 ? words[1].bytes ?? [] : []
        switch words.first?.text {
        case "done": self = .done
        case "added": self = .added(JobID(detail), isNew: words.last?.bytes?.isEmpty == false)
        case "relocated":
            let losses = words.last?.text?.split(separator: ",").compactMap { JobLoss(rawValue: String($0)) } ?? []
            self = .moved(JobID(detail), leaving: Set(losses))
        case "error": self = .refused(Refusal(ServerError(line: detail)))
        case let word?:
            guard let refusal = Refusal(word, detail, of: words.last?.bytes ?? []) else { return nil }
            self = .refused(refusal)
        case nil: return nil
        }
    }
}

extension Refusal {
    /// Creates the refusal from a script's word for it, with its detail and the id of its subject; nil for other words.
    init?(_ word: String, _ detail: [UInt8], of subject: [UInt8]) {
        switch word {
        case "vanished": self = .vanished
        case "moved": self = .moved(to: JobState(rawValue: String(decoding: detail, as: UTF8.self)))
        case "pending": self = .pendingIteration(scheduler: detail)
        case "locked": self = .locked
        case "childLocked": self = .childLocked
        case "changed": self = .changed
        case "hasChildren": self = .hasChildren
        case "hasParent": self = .hasParent
        case "noParent": self = .noParent
        case "parentVanished": self = .parentVanished
        case "exists": self = .exists
        case "absent": self = .absent
        case "tooLarge": self = .tooLarge
        case "unsupported":
            guard let family = Number.whole(detail).flatMap({ Family(rawValue: Int(clamping: $0)) }) else { return nil }
            self = .unsupported(family)
        case "active": self = .active(Number.whole(detail).map { Int(clamping: $0) } ?? 0)
        case "deduplicated": self = .deduplicated(owner: JobID(detail))
        case "failsAtOnce": self = .failsAtOnce(reason: detail)
        case "foreign": self = .foreign(String(decoding: detail, as: UTF8.self))
        case "wrongType": self = .wrongType(key: subject, found: String(decoding: detail, as: UTF8.self))
        case "invalid": self = .invalid(String(decoding: detail, as: UTF8.self) + ".")
        default: return nil
        }
    }
}
