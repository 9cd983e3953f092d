extension CommandEntry {
    /// Every command, in the order of the help.
    static let table: [CommandEntry] =
        screens + reading + jobChanges + queueChanges + schedulerChanges + [doctor, config, help, completion]

    private static let screens = [dashboard, demo, replay]

    private static let reading = [
        queues, counts, jobs, job, search, failures, metrics, logs, events, workers, flow, schedulers, export, watch,
        record,
    ]

    private static let queueChanges = [
        pause, resume, drain, clean, obliterate, concurrency, rateLimit, removeDeduplication, tidy,
    ]

    private static let schedulerChanges = [schedule, unschedule]
}

extension CommandEntry {
    static let dashboard = CommandEntry(
        "", .screen, options: ScreenOptions.options, answered: [.printConfig, .json, .printKeys, .version, .help],
        summary: "Watch the queues of a server."
    ) { options, _ in .screen(options) }

    static let demo = CommandEntry(
        "demo", .screen, options: ScreenOptions.options, answered: [.version, .help],
        summary: "Watch a simulated system on a private server.",
        details: ["The server lives in a temporary directory, saves nothing, and ends with the dashboard."]
    ) { (options: ScreenOptions, _) throws(UsageError) in
        guard options.connection.url == nil, options.connection.name == nil else {
            throw .conflict("demo starts a server of its own: leave out --url and --connection")
        }
        var options = options
        options.isDemo = true
        return .screen(options)
    }
}
