extension CommandEntry {
    /// Every command, in the order of the help.
    static let table: [CommandEntry] =
        screens + reading + jobChanges + queueChanges + schedulerChanges + [help, completion]

    private static let screens = [dashboard, demo]

    private static let reading = [queues, counts, jobs, job, logs, events, workers, flow, schedulers, export]

    private static let jobChanges = [
        retry, promote, remove, release, add, `import`, duplicate, move, delay, priority, data, log, detach,
    ]

    private static let queueChanges = [
        pause, resume, drain, clean, obliterate, concurrency, rateLimit, undeduplicate, tidy,
    ]

    private static let schedulerChanges = [schedule, unschedule]
}
