extension CommandEntry {
    /// Every command, in the order of the help.
    static let table: [CommandEntry] =
        screens + reading + jobChanges + queueChanges + schedulerChanges + [help, completion]

    private static let screens = [dashboard, demo]

    private static let reading = [
        queues, counts, jobs, job, search, failures, logs, events, workers, flow, schedulers, export,
    ]

    private static let queueChanges = [
        pause, resume, drain, clean, obliterate, concurrency, rateLimit, removeDeduplication, tidy,
    ]

    private static let schedulerChanges = [schedule, unschedule]
}

extension CommandEntry {
    static let dashboard = CommandEntry(
        "", .screen, options: screenOptions, summary: "Watch the queues of a server.",
        work: .screen)

    static let demo = CommandEntry(
        "demo", .screen, options: screenOptions,
        summary: "Watch a simulated system on a private server.",
        details: ["The server lives in a temporary directory, saves nothing, and ends with the dashboard."],
        work: .screen)

    private static let screenOptions: [Option] =
        Option.connecting + [
            .prefix, .queue, .interval, .readOnly, .production, .label, .theme, .once, .size, .utc, .ascii, .color,
            .version, .help,
        ]
}
