public import Queues
import Threads

extension QueueStore {
    /// Answers an inquiry, only by reading. The stop signal ends it, even in the middle of a long list. `now` is our
    /// clock, in ms since 1970.
    public func find(_ inquiry: Inquiry, now: Milliseconds) -> Finding {
        do {
            switch inquiry {
            case .selections(let selections): return try count(selections)
            case .jobs(let change, let queues): return try count(change, of: queues, now: now)
            case .rehearsal(let operations): return losses(of: operations, now: now)
            case .removal(let targets, let children): return try removal(of: targets, children: children)
            case .data(let target): return try data(of: target)
            case .places(let job, let queues): return .places(try places(of: job, among: queues))
            case .scheduler(let queue, let id):
                return try definition(ofScheduler: id, in: queue).map { .scheduler($0) } ?? .refused(.absent)
            }
        } catch .noPermission(let words) {
            return .refused(.noPermission(words))
        } catch {
            return .failed(error)
        }
    }

    /// Returns the queues that have a job, the first ones with its name and state there.
    private func places(of job: JobID, among queues: [QueueID]) throws(Trouble) -> [FoundPlace] {
        let found = try self.queues(among: queues, having: job)
        var reader = FlowReader(self, limit: 0)
        let nodes = try reader.read(found.prefix(FoundPlace.describedLimit).map { FlowNode(queue: $0, id: job) })
        return nodes.map { FoundPlace(queue: $0.node.queue, name: $0.node.name, state: $0.node.state) }
            + found.dropFirst(nodes.count).map { FoundPlace(queue: $0) }
    }

    private func count(_ selections: [Selection]) throws(Trouble) -> Finding {
        try sum(selections) { selection throws(Trouble) in try count(selection) }
    }

    private func count(_ change: QueueChange, of queues: [QueueID], now: Milliseconds) throws(Trouble) -> Finding {
        try sum(queues) { queue throws(Trouble) in try count(change, of: queue, now: now) ?? (0, []) }
    }

    /// Rehearses operations one after the other. A refusal of the first one is returned as that of all.
    private func losses(of operations: [Operation], now: Milliseconds) -> Finding {
        rehearsedBefore = nil
        defer { rehearsedBefore = nil }
        var (tally, sample): (Tally, [JobID]) = (Tally(), [])
        for operation in operations where stop?.isStopped != true {
            let rehearsal = rehearse(operation, now: now)
            tally.take(rehearsal.outcome)
            sample += rehearsal.sample.prefix(Finding.sampleLength - sample.count)
        }
        if let trouble = tally.trouble { return .failed(trouble) }
        if tally.done == 0, let refusal = tally.refused.keys.first { return .refused(refusal) }
        return .losses(count: tally.done, sample: sample, tally.lost)
    }

    private func sum<Part>(
        _ parts: [Part], _ count: (Part) throws(Trouble) -> (count: Int, sample: [JobRow])
    ) throws(Trouble) -> Finding {
        var total = 0
        var sample: [JobID] = []
        for part in parts {
            let found = try count(part)
            total += found.count
            sample += found.sample.prefix(Finding.sampleLength - sample.count).map(\.id)
        }
        return .jobs(count: total, sample: sample)
    }

    private func removal(of targets: [Operation.Target], children: Bool) throws(Trouble) -> Finding {
        var (count, total): (ChildCount, Restorability) = (ChildCount(jobs: 0), .vanished)
        for target in targets {
            let (job, queue) = (target.job, target.queue)
            let restorability = try restorability(of: [job], in: queue, children: children, keeping: .ofScreen)[0]
            total = total.adding(restorability)
            guard children, restorability != .vanished, count.isComplete else { continue }
            let found = try childCount(of: job, in: queue)
            count = ChildCount(jobs: count.jobs + found.jobs, isComplete: found.isComplete)
        }
        return total == .vanished ? .refused(.vanished) : .removal(count, total)
    }
}
