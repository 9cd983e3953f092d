internal import Queues

extension CommandEntry {
    static let schedule = changing(
        "schedule", operands: [.queue, .job],
        options: [.every, .cron, .timeZone, .start, .end, .limit, .name, .data, .opts, .now, .create],
        summary: "Add or change a job scheduler, or a repeatable of Bull.",
        details: [
            "It needs --every or --cron. --limit is the most runs. Its jobs have the scheduler's id as their name, unless "
                + "--name says otherwise.",
            "In a queue of Bull it is a repeatable: ID is the jobId that applications give with it, or '' for none, and with an "
                + "id the one of the same name is replaced. --now takes its whole key instead, which schedulers lists.",
        ]
    ) { session throws(CommandFailure) in
        let parameters = session.parameters
        let id = session.operands[1].bytes
        if parameters.runsNow {
            return try session.change(.runScheduler(id))
        }
        var scheduler = NewScheduler(
            id: id, rhythm: try parameters.rhythm, name: parameters.name ?? id,
            data: parameters.data ?? Array("{}".utf8), options: parameters.opts ?? Array("{}".utf8))
        (scheduler.startDate, scheduler.endDate) = (parameters.startDate, parameters.endDate)
        scheduler.limit = parameters.limit
        return Change(
            .queue(.upsertScheduler(scheduler), try session.queueToFill(session.operands[0], fromQueue: true)))
    }

    static let unschedule = changing(
        "unschedule", operands: [.queue, .job], summary: "Remove a job scheduler or a legacy repeatable."
    ) { session throws(CommandFailure) in
        try session.change(.removeScheduler(session.operands[1].bytes))
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
