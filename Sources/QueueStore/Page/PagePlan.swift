import Queues
import Redis

/// The commands that read the ids of one page of one state.
struct PagePlan {
    let state: JobState
    let slice: PageSlice
    /// The lists that hold waiting ids, as long as they are thought to be. The library reads `wait` before `paused`.
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

    func jobs(_ replies: inout Replies) -> [FoundJob] {
        switch state {
        case .active: slice.ids(ofList: replies.next()).map { FoundJob(id: $0, state: state) }
        case .waiting:
            replies.next(waitingParts.count).flatMap(slice.ids(ofList:)).map { FoundJob(id: $0, state: state) }
        case .delayed: delayedJobs(replies.next().elements)
        case .prioritized, .failed, .completed, .waitingChildren:
            replies.next().byteStrings.map { FoundJob(id: JobID($0), state: state) }
        }
    }

    /// Whether the page is right for lists of these lengths.
    func suits(_ actual: ListLengths) -> Bool {
        guard state == .waiting else { return true }
        return lengths == actual || lengths.paused == 0 && actual.paused == 0
    }

    /// The newest ids are those in `wait`: `paused` is put behind them when the queue is resumed.
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

    private func delayedJobs(_ elements: [Reply]) -> [FoundJob] {
        stride(from: 0, to: elements.count - 1, by: 2).compactMap { index in
            elements[index].bytes.map {
                FoundJob(id: JobID($0), state: .delayed, runAt: FoundJob.runAt(score: elements[index + 1]))
            }
        }
    }
}
