internal import JSONText
internal import Queues
internal import Redis
internal import Threads

/// A worker of one queue: it takes a job, works, reports and finishes. It is driven by the clock, so that one thread
/// runs all workers.
final class SimulatedWorker {
    /// The time of its next step, in ms since 1970.
    private(set) var due: Milliseconds
    private let site: QueueSite
    private let name: String
    private let connection: Connection
    private let token: String
    private var dice: Dice
    private var task: Task?

    private static let lockDuration: Milliseconds = 30_000

    /// The present job of the worker.
    private struct Task {
        var job: TakenJob
        var work: Work
        var started: Milliseconds
        var stepsDone = 0

        /// The time of the next report, or of the end.
        var next: Milliseconds {
            started + work.duration * Milliseconds(stepsDone + 1) / Milliseconds(work.steps.count + 1)
        }
    }

    /// Creates a worker called `name`, which appears in CLIENT LIST like the official ones (data model, 4.29).
    init(
        _ name: String, of site: QueueSite, endpoint: Endpoint, seed: UInt64, stop: StopSignal
    ) throws(RedisError) {
        self.name = name
        self.site = site
        dice = Dice(seed: seed, for: "\(site.recipe.name)/\(name)")
        token = dice.uuid()
        let label = "\(site.id.prefix.text):\(Base64.text(of: site.id.name)):w:\(name)"
        connection = try Connection(endpoint, name: label, timeouts: Timeouts(), stop: stop)
        due = WallClock.now
    }

    /// Does the step that is due.
    func run() throws(RedisError) {
        guard var task else { return try take() }
        guard task.stepsDone < task.work.steps.count else {
            self.task = nil
            due = WallClock.now + dice.between(5, 60)
            return try finish(task)
        }
        let step = task.work.steps[task.stepsDone]
        task.stepsDone += 1
        try report(step, of: task.job)
        self.task = task
        due = task.next
    }

    private func take() throws(RedisError) {
        let now = WallClock.now
        let reply = try connection.run(
            Transition.takeJob, keys: [site.id.base],
            arguments: QueueSite.bytes("\(now)", token, name, "\(Self.lockDuration)"))
        guard let job = TakenJob(reply) else {
            due = now + dice.between(300, 700)
            return
        }
        let work = site.recipe.work(on: job.name, data: job.data, age: 0, &dice)
        let task = Task(job: job, work: work, started: now)
        self.task = task
        due = task.next
    }

    private func report(_ step: Work.Step, of job: TakenJob) throws(RedisError) {
        _ = try connection.run(
            Transition.reportProgress, keys: [site.id.base],
            arguments: [job.id] + QueueSite.bytes("\(step.percent)", step.log))
        _ = try connection.run(
            Transition.extendLock, keys: [site.id.base],
            arguments: QueueSite.bytes(token) + [job.id] + QueueSite.bytes("\(Self.lockDuration)"))
    }

    /// Ends the present job. A job that was removed, or whose lock expired, is forgotten.
    private func finish(_ task: Task) throws(RedisError) {
        let head = QueueSite.bytes("\(WallClock.now)", token) + [task.job.id]
        switch task.work.ending {
        case .returns(let value):
            _ = try connection.run(
                Transition.completeJob, keys: [site.id.base], arguments: head + QueueSite.bytes(value.stringified))
        case .fails(let failure):
            let texts = QueueSite.bytes(failure.reason, failure.trace)
            if let delay = task.job.backoff {
                _ = try connection.run(
                    Transition.backOff, keys: [site.id.base], arguments: head + texts + QueueSite.bytes("\(delay)"))
            } else {
                let reply = try connection.run(Transition.failJob, keys: [site.id.base], arguments: head + texts)
                guard reply.integer == 0 else { return }
                try site.bury(task.job, reason: failure.reason, connection)
            }
        }
    }
}
