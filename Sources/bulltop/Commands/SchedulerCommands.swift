internal import Queues

extension CommandEntry {
    static let schedule = changing(
        "schedule", ScheduleOptions.self, operands: [.queue, .job],
        summary: "Add or change a job scheduler, or a repeatable of Bull.",
        details: [
            "It needs --every or --cron. --limit is the most runs. Its jobs have the scheduler's id as their name, unless "
                + "--name says otherwise.",
            "In a queue of Bull it is a repeatable: ID is the jobId that applications give with it, or '' for none, and with an "
                + "id the one of the same name is replaced. --now takes its whole key instead, which schedulers lists.",
        ]
    ) { session, options throws(CommandFailure) in
        let id = session.operands[1].bytes
        if options.runsNow { return try session.change(.runScheduler(id)) }
        let scheduler = try options.scheduler(id, in: session.zone)
        let queue = try session.queueToFill(session.operands[0], creates: options.createsQueue)
        return Change(.queue(.upsertScheduler(scheduler), queue))
    }

    static let unschedule = changing(
        "unschedule", NoOptions.self, operands: [.queue, .job],
        summary: "Remove a job scheduler or a legacy repeatable."
    ) { session, _ throws(CommandFailure) in
        try session.change(.removeScheduler(session.operands[1].bytes))
    }
}
