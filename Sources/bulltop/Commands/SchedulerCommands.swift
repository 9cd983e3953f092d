internal import Queues

extension CommandEntry {
    static let schedule = changing(
        "schedule", operands: [.queue, .job],
        options: [.every, .cron, .timeZone, .start, .end, .limit, .name, .data, .opts, .now, .create],
        summary: "Add a job scheduler or a repeatable of Bull, or change the one of this id.",
        details: [
            "It needs --every or --cron. --limit is the most runs. Its jobs have the scheduler's id as their name, unless "
                + "--name says otherwise.",
            "In a queue of Bull it is a repeatable: ID is the jobId that applications give with it, or '' for none, and with an "
                + "id the one of the same name is replaced. --now takes its whole key instead, which schedulers lists.",
        ]
    ) { session throws(CommandFailure) in
        let parameters = session.parameters
        let verb = Change.Verb("schedule", "scheduled")
        let id = session.operands[1].bytes
        if parameters.runsNow {
            let queue = try session.queue(session.operands[0])
            let object = "\(session.shown(id)) of \(session.shown(queue.name))"
            return Change(
                .init("run the next job of", "ran the next job of"), object, [.queue(.runScheduler(id), queue)])
        }
        var scheduler = NewScheduler(
            id: id, rhythm: try parameters.rhythm, name: parameters.name ?? id,
            data: parameters.data ?? Array("{}".utf8), options: parameters.opts ?? Array("{}".utf8))
        (scheduler.startDate, scheduler.endDate) = (parameters.startDate, parameters.endDate)
        scheduler.limit = parameters.limit
        let queue = try session.queueToFill(session.operands[0])
        let object = "\(id.isEmpty ? "what has no id" : session.shown(id)) of \(session.shown(queue.name))"
        return Change(verb, object, [.queue(.upsertScheduler(scheduler), queue)])
    }

    static let unschedule = changing(
        "unschedule", operands: [.queue, .job], summary: "Remove a job scheduler or a legacy repeatable."
    ) { session throws(CommandFailure) in
        let id = session.operands[1].bytes
        let queue = try session.queue(session.operands[0])
        let object = "\(session.shown(id)) of \(session.shown(queue.name))"
        return Change(
            .init("unschedule", "unscheduled"), object, caution: .ask, [.queue(.removeScheduler(id), queue)])
    }
}

extension Parameters {
    /// When a scheduler runs.
    fileprivate var rhythm: NewScheduler.Rhythm {
        get throws(CommandFailure) {
            switch (every, cron) {
            case (let every?, nil):
                guard timeZone == nil else { throw .usage(.conflict("--tz needs --cron")) }
                return .every(every)
            case (nil, let cron?): return .cron(cron, timeZone: timeZone)
            default: throw .usage(.conflict("schedule needs either --every MS or --cron PATTERN"))
            }
        }
    }
}
