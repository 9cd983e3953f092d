import Queues
import Redis

/// What is left to use of the beginning of a connection to a server that a dashboard shows.
struct Start {
    /// The reply to the first SCAN, which was sent together with the handshake.
    var scan: Reply?
    /// Whether the handshake has brought INFO, so that the first overview does without it.
    var hasReport = false
    /// Whether queues were read together with what shows that they are queues.
    var hasReadAhead = false
    /// Those queues, until the first overview shows them.
    var records: [QueueRecord] = []
}

extension QueueStore {
    /// The maximum number of bases that are read as queues before it is known that they are queues: about 40 KB of commands,
    /// a third of a second on a line of 1 Mbit/s.
    static let aheadLimit = 60

    /// Whether the next bases are read as queues at once: the first ones of a server that is far away, for a dashboard. Nearly
    /// each base is a queue, and to wait for the proof would take another round trip.
    var readsAhead: Bool { isFarAway && !start.hasReadAhead && listed.isEmpty }

    /// Reads bases as queues, in one pipeline with what shows that they are. The others are left to the search.
    func readAhead(_ queues: [QueueID], trace: Search.Trace, now: Milliseconds) throws(Trouble) {
        guard !queues.isEmpty else { return }
        start.hasReadAhead = true
        let candidates = queues.map(Candidate.init)
        let proofs = candidates.map { trace == .meta ? [$0.settingsCommand] : [$0.settingsCommand] + $0.otherCommands }
        let known = Set(records.keys)
        let read = queues.map(record)
        var replies = try readUnsettled(
            read.map { QueueReading($0, .whole) }, with: proofs.flatMap(\.self), now: now
        ).others
        for (index, candidate) in candidates.enumerated() {
            var proof = replies.take(proofs[index].count)
            let settings = proof.reply()
            let isQueue =
                candidate.isPlainQueue(settings)
                || trace != .meta && candidate.verdict(settings, &proof) == .queue
            if isQueue {
                list(candidate.id)
                start.records.append(read[index])
            } else {
                search.giveBack(candidate.id)
                if !known.contains(candidate.id) { records[candidate.id] = nil }
            }
        }
    }
}
