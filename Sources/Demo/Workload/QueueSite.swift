internal import JSONText
internal import Queues
internal import Redis
internal import Schedules
internal import Threads

/// One queue of the demo on the server, with what its producers and its past write there.
struct QueueSite {
    let recipe: any QueueRecipe
    let id: QueueID
    private let prefix: [UInt8]
    var dice: Dice

    init(_ recipe: any QueueRecipe, prefix: [UInt8], seed: UInt64) {
        self.recipe = recipe
        self.prefix = prefix
        id = QueueID(prefix: prefix, name: Array(recipe.name.utf8))
        dice = Dice(seed: seed, for: recipe.name)
    }

    /// Adds the jobs of an arrival, unless the backlog is at its limit. Returns the time until the next arrival, in ms.
    mutating func arrive(_ connection: Connection) throws(RedisError) -> Milliseconds {
        for job in recipe.arrival(&dice) { try add(job, at: WallClock.now, connection) }
        return dice.between(recipe.arrivals.lowerBound, recipe.arrivals.upperBound)
    }

    /// Puts active jobs without a lock back to the waiting ones.
    func checkStalled(_ connection: Connection) throws(RedisError) {
        _ = try connection.run(
            Transition.checkStalled, keys: [id.base], arguments: Self.bytes("\(WallClock.now)", "30000"))
    }

    /// Adds a job that failed for good to the dead letters, if the queue has any.
    func bury(_ job: TakenJob, reason: String, _ connection: Connection) throws(RedisError) {
        guard let name = recipe.deadLetters else { return }
        let letters = QueueSite(FailedEmailRecipe(), prefix: prefix, seed: 0)
        let letter = FailedEmailRecipe.letter(
            of: job.name, data: job.data, id: job.id.text, reason: reason, queue: recipe.name)
        guard letters.recipe.name == name else { return }
        try letters.add(letter, at: WallClock.now, connection)
    }

    /// Adds a job at `now`, and its children.
    func add(
        _ job: PlannedJob, at now: Milliseconds, parent: JSON? = nil, id wanted: String = "", _ connection: Connection
    ) throws(RedisError) {
        let added = try connection.run(
            Transition.addJob, keys: [id.base],
            arguments: Self.bytes(
                "\(now)", job.name, job.data.stringified, job.opts.stringified, wanted, parent?.stringified ?? "",
                job.children.isEmpty ? "" : "1", parent == nil ? "\(recipe.backlogLimit)" : "0"))
        guard let parentID = added.text, !job.children.isEmpty else { return }
        let reference: JSON = ["id": .string(parentID), "queueKey": .string(id.base.text)]
        for child in job.children { try add(child, at: now, parent: reference, connection) }
    }

    /// Returns the arguments of a script.
    static func bytes(_ texts: String...) -> [[UInt8]] { texts.map { Array($0.utf8) } }
}

extension QueueSite {
    /// Creates the queue with its past, its backlog and its schedulers.
    mutating func open(_ connection: Connection) throws(RedisError) {
        let now = WallClock.now
        _ = try connection.run(Transition.openQueue, keys: [id.base], arguments: [])
        try remember(now, connection)
        if let flow = recipe.blockedFlow { try block(flow, now, connection) }
        if recipe.workersDied { try abandon(now, connection) }
        try fillBacklog(now, connection)
        for scheduler in recipe.schedulers { try start(scheduler, now, connection) }
        if recipe.isPaused { _ = try connection.run(Transition.pauseQueue, keys: [id.base], arguments: []) }
    }

    private mutating func remember(_ now: Milliseconds, _ connection: Connection) throws(RedisError) {
        let past = recipe.past
        guard past.finished > 0, !recipe.workers.isEmpty else { return }
        let count = Milliseconds(past.finished)
        for left in (1...count).reversed() {
            // The times are closer together towards now, so that the rates match those of the running demo.
            let age = past.until + past.since * left * left / (count * count)
            // A flow's parent would need its children, so the past has only single jobs.
            guard let job = recipe.arrival(&dice).first(where: { $0.children.isEmpty }) else { continue }
            let name = recipe.workers[dice.between(0, recipe.workers.count - 1)]
            let work = recipe.work(on: job.name, data: job.data, age: age, &dice)
            try remember(job, work, traces: traces(of: job, work, age: age), finished: now - age, by: name, connection)
        }
    }

    /// Returns the failures of the attempts of a failed job, which may differ; empty for a completed one.
    mutating func traces(of job: PlannedJob, _ work: Work, age: Milliseconds) -> [JSON] {
        guard case .fails(let last) = work.ending else { return [] }
        let earlier = (1..<max(1, job.attempts)).map { _ in
            guard case .fails(let failure) = recipe.work(on: job.name, data: job.data, age: age, &dice).ending else {
                return last
            }
            return failure
        }
        return (earlier + [last]).map { .string($0.trace) }
    }

    mutating func remember(
        _ job: PlannedJob, _ work: Work, traces: [JSON], finished: Milliseconds, by worker: String, parent: JSON? = nil,
        _ connection: Connection
    ) throws(RedisError) {
        let started = finished - work.duration
        // Three retries with a doubling backoff of 3 s take 21 s.
        let retries: Milliseconds = traces.isEmpty ? 0 : (1 << Milliseconds(traces.count - 1)) - 1
        let added = started - dice.between(5, 4_000) - retries * 3_000
        var returnvalue = ""
        var reason = ""
        switch work.ending {
        case .returns(let value): returnvalue = value.stringified
        case .fails(let failure): reason = failure.reason
        }
        let logs = work.steps.map { Array($0.log.utf8) }
        _ = try connection.run(
            Transition.rememberJob, keys: [id.base],
            arguments: Self.bytes(
                "\(added)", "\(started)", "\(finished)", job.name, job.data.stringified, job.opts.stringified, worker,
                returnvalue,
                reason, JSON.array(traces).stringified, work.steps.last.map { "\($0.percent)" } ?? "",
                parent?.stringified ?? "") + logs)
    }

    private mutating func fillBacklog(_ now: Milliseconds, _ connection: Connection) throws(RedisError) {
        let past = recipe.past
        for number in 0..<past.waiting {
            let age = past.waitingSince * Milliseconds(past.waiting - number) / Milliseconds(past.waiting)
            for job in recipe.arrival(&dice) { try add(job, at: now - age, connection) }
        }
    }

    private func start(_ scheduler: Scheduler, _ now: Milliseconds, _ connection: Connection) throws(RedisError) {
        // Where nothing has run for a while, the run that was next then has not run either.
        let start = now - recipe.past.until
        guard let next = scheduler.rule.next(after: start) else { return }
        let (kind, value, zone) =
            switch scheduler.rule {
            case .every(let interval): ("every", "\(interval)", "")
            case .pattern(let pattern, let zone): ("pattern", pattern, zone)
            }
        let job = try connection.run(
            Transition.addScheduler, keys: [id.base],
            arguments: Self.bytes(
                "\(start)", scheduler.id, kind, value, zone, scheduler.job.name, scheduler.job.data.stringified,
                scheduler.job.opts.stringified, "\(next)"))
        guard scheduler.isStopped, let bytes = job.bytes else { return }
        _ = try connection.send(Command("ZREM", arguments: [id.key("delayed"), bytes]))
        _ = try connection.send(Command("DEL", arguments: [id.key(of: JobID(bytes))]))
    }
}

extension Scheduler.Rule {
    /// Returns the first run after a moment, both in ms since 1970; nil where there is none.
    func next(after moment: Milliseconds) -> Milliseconds? {
        switch self {
        case .every(let interval): (moment / interval + 1) * interval
        case .pattern(let pattern, let zone): (try? Cron(pattern))?.next(after: moment, in: Zone(zone))
        }
    }
}

extension PlannedJob {
    /// The maximum number of attempts, at least 1.
    fileprivate var attempts: Int {
        opts["attempts"]?.integer.map { Int(clamping: max(1, $0)) } ?? 1
    }
}

extension [UInt8] {
    /// The bytes as text.
    var text: String { String(decoding: self, as: UTF8.self) }
}

extension JSON {
    /// The value as `JSON.stringify` writes it.
    var stringified: String { String(decoding: text(), as: UTF8.self) }
}
