import Queues
import Redis

/// One queue of a reading, and what is read of it.
struct QueueReading {
    let record: QueueRecord
    let part: Part

    /// What is read of a queue.
    enum Part {
        /// Everything that the overview shows of it, and its follow-ups.
        case whole
        /// Its counts and its follow-ups, where no changed key was reported: whether the counts are still those that are known.
        case counts
        /// Its follow-ups alone.
        case followUps
    }

    init(_ record: QueueRecord, _ part: Part) {
        self.record = record
        self.part = part
    }
}

extension QueueRecord {
    /// Returns the commands that read a part of the queue, apart from its follow-ups. `time` is the server's clock, in ms
    /// since 1970.
    func readingCommands(_ part: QueueReading.Part, at time: Milliseconds) -> [Command] {
        now = time
        switch part {
        case .whole: return wholeCommands()
        case .counts: return countCommands
        case .followUps: return []
        }
    }

    /// Reads the replies to `readingCommands`. Returns false where the counts are not those that are known, so that
    /// everything must be read.
    func absorbReading(_ part: QueueReading.Part, _ replies: inout Replies) -> Bool {
        switch part {
        case .whole: absorbWhole(&replies)
        case .counts: return absorbCounts(&replies)
        case .followUps: readings += 1
        }
        return true
    }

    private var countCommands: [Command] {
        [.on(keys.wait, "LLEN")] + (hasPausedIDs ? [.on(keys.paused, "LLEN")] : [])
            + Self.counted.map { state in .on(id.key(state.rawValue), state == .active ? "LLEN" : "ZCARD") }
    }

    /// Compares the counts with those that are known. What time changes without a key is requested in its turn.
    private func absorbCounts(_ replies: inout Replies) -> Bool {
        var isAsKnown = readCount("wait", &replies) == listLengths.wait
        if hasPausedIDs, readCount("paused", &replies) != listLengths.paused { isAsKnown = false }
        for state in Self.counted where readCount(state.rawValue, &replies) != summary.counts[state] {
            isAsKnown = false
        }
        guard isAsKnown else { return false }
        followEvidence()
        readings += 1
        return true
    }
}
