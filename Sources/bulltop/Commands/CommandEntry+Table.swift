extension CommandEntry {
    /// Every command, in the order of the help.
    static let table: [CommandEntry] = screens + reading + [help]

    private static let screens = [dashboard, demo]

    private static let reading = [queues, counts, jobs, job, logs, events, workers, flow, export]
}
