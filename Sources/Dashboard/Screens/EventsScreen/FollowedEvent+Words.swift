import Queues

extension FollowedEvent {
    /// The kind of event, which is its name.
    var kind: String { String(decoding: event["event"] ?? [], as: UTF8.self) }

    /// The job that the event is about; nil for an event about the queue.
    var job: JobID? { event["jobId"].map(JobID.init) }

    /// The texts that a filter looks at.
    var texts: [[UInt8]] {
        [queue.name, Array((words(.utc).lead + (isAfterGap ? " " + Self.gap : "")).utf8)] + event.fields.map(\.value)
    }

    /// The warning that events may be missing before this one.
    static let gap = "gap before"

    /// A sentence on an event: our own words, and after them a value of the application's.
    struct Sentence {
        let lead: String
        var value: [UInt8] = []
        var role = ThemeRole.text
    }

    /// Returns the sentence on an event. The libraries' events are listed in the data model, 1.4.
    func words(_ zone: ClockZone) -> Sentence {
        switch kind {
        case "added": Sentence(lead: "added", value: event["name"] ?? [])
        case "waiting": Sentence(lead: before("waits"), role: .waiting)
        case "active": Sentence(lead: "started", role: .active)
        case "completed": completion
        case "failed": Sentence(lead: "failed:", value: event["failedReason"] ?? [], role: .failed)
        case "delayed": Sentence(lead: "delayed" + until(zone), role: .delayed)
        case "waiting-children": Sentence(lead: before("waits for its children"), role: .waitingChildren)
        case "progress": Sentence(lead: "progress", value: event["data"] ?? [])
        case "retries-exhausted":
            Sentence(lead: "has no attempt left, after", value: event["attemptsMade"] ?? [], role: .failed)
        case "stalled": Sentence(lead: "stalled: its worker lost the lock", role: .warning)
        case "removed": Sentence(lead: before("removed"), role: .warning)
        case "duplicated": Sentence(lead: "not added again: a job of this id exists", role: .muted)
        default: wordsOfQueue
        }
    }

    private var wordsOfQueue: Sentence {
        switch kind {
        case "deduplicated", "debounced":
            Sentence(
                lead: "\(kind) by", value: event["deduplicationId"] ?? event["debounceId"] ?? [], role: .muted)
        case "cleaned": Sentence(lead: "cleaned, jobs removed:", value: event["count"] ?? [], role: .warning)
        case "paused": Sentence(lead: "the queue was paused", role: .paused)
        case "resumed": Sentence(lead: "the queue was resumed", role: .active)
        case "drained": Sentence(lead: "the queue is empty: no job waits", role: .muted)
        default: wordsOfOthers
        }
    }

    /// The sentence on an event of the application's own: its name and its fields.
    private var wordsOfOthers: Sentence {
        let own = event.fields.filter { !["event", "jobId"].contains(String(decoding: $0.name, as: UTF8.self)) }
        let facts = own.map { $0.name + Array("=".utf8) + $0.value }.joined(separator: [0x20])
        return Sentence(
            lead: kind.isEmpty ? "an event without a name" : Words.name(Array(kind.utf8)), value: Array(facts))
    }

    private var completion: Sentence {
        let value = event["returnvalue"] ?? []
        guard !value.isEmpty, !value.elementsEqual("null".utf8) else {
            return Sentence(lead: "completed", role: .completed)
        }
        return Sentence(lead: "completed, returned", value: value, role: .completed)
    }

    /// Returns the words with the state before, where the event has it: `waits, was active`.
    private func before(_ words: String) -> String {
        guard let state = event["prev"], !state.isEmpty else { return words }
        return words + ", was " + Words.name(state)
    }

    /// Returns the words for the moment until which a job is delayed; the field has the absolute time.
    private func until(_ zone: ClockZone) -> String {
        let digits = event["delay"].map { String(decoding: $0, as: UTF8.self) }
        guard let moment = digits.flatMap(Milliseconds.init), moment > 0 else { return "" }
        return " until " + Format.time(moment, in: zone)
    }
}
