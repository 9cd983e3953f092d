extension CommandEntry {
    static let dashboard = CommandEntry(
        "", .screen, options: screenOptions, summary: "Watch the queues of a server.",
        work: .screen)

    static let demo = CommandEntry(
        "demo", .screen, options: screenOptions,
        summary: "Watch a made-up system on a private server.",
        details: ["The server lives in a temporary directory, saves nothing, and ends with the dashboard."],
        work: .screen)

    private static let screenOptions: [Option] = [
        .url, .prefix, .interval, .readOnly, .production, .label, .theme, .once, .size, .ascii, .color, .version, .help,
    ]
}
