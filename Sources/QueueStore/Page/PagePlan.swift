import Queues
import Redis

/// The commands that read the ids of one page of one state.
struct PagePlan {
    let state: JobState
    let slice: PageSlice
    /// The lengths of the lists with waiting ids, as far as they are known. The library reads `wait` before `paused`.
    let lengths: ListLengths
    private let keys: QueueKeys

    init(_ state: JobState, _ slice: PageSlice, keys: QueueKeys, lengths: ListLengths) {
        self.state = state
        self.slice = slice
        self.keys = keys
        self.lengths = lengths
    }

    var commands: [Command] {
        switch state {
        case .active: [slice.list(keys.active)]
        case .waiting: waitingParts.map { $0.part.list($0.key) }
        case .prioritized: [slice.sortedSet(keys.prioritized, withScores: false)]
        case .delayed: [slice.sortedSet(keys.delayed, withScores: true)]
        case .failed: [slice.sortedSet(keys.failed, withScores: false)]
        case .completed: [slice.sortedSet(keys.completed, withScores: false)]
        case .waitingChildren: [slice.sortedSet(keys.waitingChildren, withScores: false)]
        }
    }

    /// Returns the jobs in the replies to `commands`. Adds lists that cannot be read to `unreadable`.
    func jobs(_ replies: inout Replies, unreadable: inout [Unreadable]) -> [FoundJob] {
        var jobs: [FoundJob] = []
        for name in names {
            do {
                jobs += try found(in: replies.next())
            } catch {
                unreadable.append(Unreadable(name, error))
            }
        }
        return jobs
    }

    private func found(in reply: Reply) throws(Trouble) -> [FoundJob] {
        switch state {
        case .active, .waiting: try slice.ids(ofList: reply).map { FoundJob(id: $0, state: state) }
        case .delayed: try delayedJobs(reply.strings())
        case .prioritized, .failed, .completed, .waitingChildren:
            try reply.strings().map { FoundJob(id: JobID($0), state: state) }
        }
    }

    /// The keys of `commands`, without the queue's base.
    private var names: [String] {
        guard state == .waiting else { return [state.rawValue] }
        return waitingParts.map { $0.key == keys.paused ? "paused" : "wait" }
    }

    /// Returns whether the page is still right for lists of these lengths.
    func suits(_ actual: ListLengths) -> Bool {
        guard state == .waiting else { return true }
        return lengths == actual || lengths.paused == 0 && actual.paused == 0
    }

    /// The lists that the page is in. The newest ids are in `wait`: when the queue is resumed, those of `paused` are
    /// put behind them.
    private var waitingParts: [(part: PageSlice, key: [UInt8])] {
        guard lengths.paused > 0 else { return [(slice, keys.wait)] }
        let lists =
            switch slice.order {
            case .newestFirst: [(keys.wait, lengths.wait), (keys.paused, lengths.paused)]
            case .oldestFirst: [(keys.paused, lengths.paused), (keys.wait, lengths.wait)]
            }
        var parts: [(part: PageSlice, key: [UInt8])] = []
        var skipped = 0
        for (key, length) in lists {
            if let part = slice.part(after: skipped, length: length) { parts.append((part, key)) }
            skipped += length
        }
        return parts
    }

    private func delayedJobs(_ words: [[UInt8]]) -> [FoundJob] {
        stride(from: 0, to: words.count - 1, by: 2).map { index in
            FoundJob(id: JobID(words[index]), state: .delayed, runAt: FoundJob.runAt(score: words[index + 1]))
        }
    }
}
