import Queues
import Redis

/// A base that may be a queue, and what cheap reads find out about it (data model, 3.2).
struct Candidate {
    enum Verdict: Equatable {
        case queue
        case nothing
        /// A number without any other key, which no library leaves on its own. It is a queue if a job has that number
        /// as its id.
        case dependsOn(JobID)
        /// Its keys cannot be read, so that it may be a queue or not.
        case unreadable(Trouble)
    }

    let id: QueueID
    private let keys: QueueKeys

    init(_ id: QueueID) {
        self.id = id
        keys = QueueKeys(id)
    }

    /// The fields that only a queue's settings have.
    private static let settings = ["opts.maxLenEvents", "version", "library", "paused", "concurrency", "max"]
    /// The fields that no queue's settings have: those of jobs and schedulers, whose keys may also end in `:meta`.
    private static let foreign = ["data", "timestamp", "name", "ic"]

    private var lists: [[UInt8]] { [keys.wait, keys.paused, keys.active] }

    private var sortedSets: [[UInt8]] {
        [keys.prioritized, keys.delayed, keys.completed, keys.failed, keys.waitingChildren, keys.repeat]
    }

    /// The command that is enough to recognise most queues.
    var settingsCommand: Command { Command("HMGET", key: keys.meta, Self.settings + Self.foreign) }

    /// The commands that recognise the others.
    var otherCommands: [Command] {
        [.on(id.key("id"), "GETRANGE", "0", "20"), .on(id.key("id"), "PTTL"), .on(keys.events, "TYPE")]
            + (lists + sortedSets).map { .on($0, "TYPE") } + [.on(id.key("stalled-check"), "TYPE")]
    }

    /// Returns whether the settings alone show a queue.
    func isPlainQueue(_ settings: Reply) -> Bool {
        let meta = (settings.array ?? []).map { !$0.isNull }
        return hasSettings(meta) && !isPhantom(meta)
    }

    /// Returns the verdict from the settings and the replies to the other commands.
    func verdict(_ settings: Reply, _ replies: inout Replies) -> Verdict {
        let meta = (settings.array ?? []).map { !$0.isNull }
        let counter = replies.reply()
        let expiry = replies.reply()
        let types = (0..<1 + lists.count + sortedSets.count).map { _ in replies.reply() }
        let stalledCheck = replies.reply()
        let hasEvents = types[0].text == "stream"
        let hasJobs =
            types[1...lists.count].contains { $0.text == "list" }
            || types[(1 + lists.count)...].contains { $0.text == "zset" }
        // Keys of a wrong type are ignored. Keys that the user may not read may be anything.
        let refusal = ([settings, counter, expiry, stalledCheck] + types).lazy.compactMap(\.error).first {
            $0.code != "WRONGTYPE"
        }
        let count = counter.integer.flatMap { $0 > 0 ? $0 : nil }
        // A candidate whose settings are enough was recognised before.
        if hasSettings(meta) {
            return hasJobs || count != nil ? .queue : .nothing
        }
        if hasJobs && (hasEvents || count != nil) { return .queue }
        if hasEvents && count != nil { return .queue }
        // The workers of an idle queue leave no other key, and renew this one.
        if stalledCheck.text == "string" { return .queue }
        if let refusal { return .unreadable(Trouble(refusal)) }
        guard let count else { return .nothing }
        let isCounter = counter.text == String(count) && expiry.integer == -1
        return isCounter && !id.name.contains(UInt8(ascii: ":")) ? .queue : .dependsOn(JobID(String(count)))
    }

    private func hasSettings(_ meta: [Bool]) -> Bool {
        guard meta.count == Self.settings.count + Self.foreign.count else { return false }
        return meta.prefix(Self.settings.count).contains(true) && !meta.suffix(Self.foreign.count).contains(true)
    }

    /// Returns whether the settings are those of a queue that never existed. When a child whose id has colons is
    /// removed, the library writes a `meta` with nothing but the default that every event writes.
    private func isPhantom(_ meta: [Bool]) -> Bool {
        id.name.contains(UInt8(ascii: ":")) && !meta[1..<Self.settings.count].contains(true)
    }
}
