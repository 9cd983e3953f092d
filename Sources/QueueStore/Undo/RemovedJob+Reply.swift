import Queues
import Redis

extension RemovedJob {
    /// Returns the jobs in a reply of `Scripts/Shared/kept.lua`, whose nodes are flat: each node that is not a child
    /// begins a tree. `queue` finds the queue of a base. Returns nil where the reply has another shape.
    static func list(_ nodes: [Reply], queue: ([UInt8]) -> QueueID) -> [RemovedJob]? {
        var jobs: [RemovedJob] = []
        for node in nodes {
            guard let parts = node.array, parts.count >= 7, let job = RemovedJob(parts, queue) else { return nil }
            if parts[0].text == "child" {
                guard let last = jobs.indices.last else { return nil }
                jobs[last].descendants.append(job)
            } else {
                jobs.append(job)
            }
        }
        return jobs
    }

    private init?(_ parts: [Reply], _ queue: ([UInt8]) -> QueueID) {
        guard let base = parts[1].bytes, let id = parts[2].bytes, let place = parts[3].bytes,
            let score = parts[4].bytes, let ahead = parts[5].integer
        else { return nil }
        self.init(
            queue: queue(base), id: JobID(id), state: Self.state(of: place), place: place, score: score,
            ahead: Int(clamping: ahead))
        guard parts[0].text != "lost" else {
            lost = max(1, parts[6].integer.map { Int(clamping: $0) } ?? 1)
            return
        }
        let lists = parts.dropFirst(6).compactMap { try? $0.strings() }
        guard lists.count == 9 else { return nil }
        (fields, logs, children.pending) = (lists[0], lists[1], lists[2])
        (children.processed, children.failed, children.unsuccessful) = (lists[3], lists[4], lists[5])
        parent = ParentLink(lists[6])
        deduplication = OwnedDeduplication(lists[7], next: lists[8])
    }

    private static func state(of place: [UInt8]) -> JobState? {
        switch String(decoding: place, as: UTF8.self) {
        case "wait", "paused": .waiting
        case let name: JobState(rawValue: name)
        }
    }
}

extension RemovedJob.ParentLink {
    fileprivate init?(_ parts: [[UInt8]]) {
        guard parts.count == 5 else { return nil }
        self.init(key: parts[0], base: parts[1], id: JobID(parts[2]), place: parts[3], score: parts[4])
    }
}

extension RemovedJob.OwnedDeduplication {
    fileprivate init?(_ parts: [[UInt8]], next: [[UInt8]]) {
        guard parts.count == 2 else { return nil }
        self.init(id: parts[0], expiry: Number.whole(parts[1]), next: next)
    }
}
