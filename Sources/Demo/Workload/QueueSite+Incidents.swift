internal import JSONText
internal import Queues
internal import Redis

/// The incidents in a queue before the demo began.
extension QueueSite {
    /// The age of the blocked flow, in ms.
    private static let flowAge: Milliseconds = 25 * 60_000

    // Each incident uses dice of its own, so that later choices in the queue do not depend on it.

    /// Adds a flow whose children have all finished but the last, which failed for good, so that its parent waits for
    /// ever.
    func block(_ flow: PlannedJob, _ now: Milliseconds, _ connection: Connection) throws(RedisError) {
        var site = self
        let added = now - Self.flowAge
        let reply = try connection.run(
            Transition.addJob, keys: [id.base],
            arguments: Self.bytes(
                "\(added)", flow.name, flow.data.stringified, flow.opts.stringified, "", "", "1", "0"))
        guard let parentID = reply.text, let worker = recipe.workers.first else { return }
        let parent: JSON = ["id": .string(parentID), "queueKey": .string(id.base.text)]
        for (index, child) in flow.children.enumerated() {
            let isLast = index == flow.children.count - 1
            var work = recipe.work(on: child.name, data: child.data, age: Self.flowAge, &site.dice)
            while work.ending.isFailure != isLast {
                work = recipe.work(on: child.name, data: child.data, age: Self.flowAge, &site.dice)
            }
            try site.remember(
                child, work, traces: site.traces(of: child, work, age: Self.flowAge),
                finished: added + 20_000 * Milliseconds(index + 1), by: worker, parent: parent, connection)
        }
    }

    /// Lets each worker take a job and die: the lock has expired, and no other worker checks for stalled jobs.
    func abandon(_ now: Milliseconds, _ connection: Connection) throws(RedisError) {
        var dice = dice
        let died = now - recipe.past.until
        for worker in recipe.workers {
            for job in recipe.arrival(&dice) { try add(job, at: died - 1_000, connection) }
            let reply = try connection.run(
                Transition.takeJob, keys: [id.base], arguments: Self.bytes("\(died)", dice.uuid(), worker, "30000"))
            guard let job = TakenJob(reply) else { continue }
            _ = try connection.send(Command("DEL", arguments: [id.key(of: JobID(job.id)) + ":lock".utf8]))
        }
    }
}

extension Work.Ending {
    fileprivate var isFailure: Bool {
        switch self {
        case .fails: true
        case .returns: false
        }
    }
}
