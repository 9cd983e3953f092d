internal import Canvas
internal import Dashboard
internal import JSONText
internal import Queues
internal import Threads

/// The options of `watch`.
struct WatchOptions: CommandOptions {
    /// The conditions of `--when` and `--warn`, each an alarm.
    var alarms: [Alarm] = []
    /// The command that is run at each change; empty for none.
    var command: [String] = []
    /// Whether it looks once.
    var isOnce = false
    /// Whether it looks once and answers as a monitoring system wants it.
    var isCheck = false
    /// The time between two looks, in ms.
    var interval: Milliseconds = 1_000

    static let options: [OptionBinding<WatchOptions>] = [
        condition("--when", .critical, "Raise an alarm when this condition holds; may be repeated."),
        condition("--warn", .warning, "The same, as a warning; may be repeated."),
        .value(
            "--exec", "COMMAND", \.command,
            summary: "Run this command at each change, without a shell, with the facts in $BULLTOP_ALARM and others."
        ) { word throws(UsageError) in
            guard let words = TypedCommand.words(word.text) else {
                throw .badValue("--exec", word.text, allowed: TypedCommand.allowed)
            }
            return words
        },
        .flag("--once", \.isOnce, summary: "Look once, and exit: 0 where no condition holds, 1 where one does."),
        .flag("--check", \.isCheck, summary: "Look once, and answer as Nagios wants it: one line, and 0, 1, 2 or 3."),
        .interval(\.interval),
    ]

    private static func condition(
        _ name: String, _ level: Alarm.Level, _ summary: String
    ) -> OptionBinding<WatchOptions> {
        let option = Option(name: name, value: "CONDITION", summary: summary, isRepeated: true)
        return OptionBinding(option: option) { values, word throws(UsageError) in
            do throws(AlarmError) {
                let condition = try AlarmCondition(word.text)
                values.alarms.append(Alarm(name: condition.text, condition: condition, level: level))
            } catch {
                throw .badCondition(name, word.text, error)
            }
        }
    }
}

extension CommandEntry {
    static let watch = reading(
        "watch", WatchOptions.self, operands: [Operand("QUEUE", .any)],
        summary: "Watch queues, and report when a condition begins or ceases to hold.",
        details: [
            "A condition is such as 'failed/min > 10 for 2m', 'no workers' or 'failing or oldest > 5m'. Numbers are "
                + "\(AlarmSubject.all.map(\.name).joined(separator: ", ")). A health word holds alone: "
                + "\(AlarmCondition.healthWords.joined(separator: ", ")).",
            "An alarm is raised once its condition has held for the time after for, and cleared once it has not held for as "
                + "long. What could not be read is unknown: it raises and clears nothing.",
            "Without --when and --warn the sections [alarm NAME] of the configuration count. Once a look is enough, for is "
                + "ignored.",
            "waitTime and runTime are those of the \(Format.count(TimingSample.limit)) kept jobs that finished last, within an "
                + "hour; they are read again every 15 s, and only where a condition needs them.",
            "Of a queue that is not there nothing is known: --once says so and exits 4, and --check answers UNKNOWN.",
            "In JSON each change is one line, with time, alarm, level, condition, prefix, queue, change, since, values, health "
                + "and reason.",
        ]
    ) { session, options throws(CommandFailure) in
        var alarms = options.alarms.isEmpty ? session.alarms : options.alarms
        guard !alarms.isEmpty else {
            let words = "watch needs --when CONDITION: no [alarm NAME] of the configuration is for this connection"
            throw .usage(
                session.hasAlarmsElsewhere ? .conflict(words) : .missingOption("--when CONDITION", command: "watch"))
        }
        if !options.command.isEmpty {
            for index in alarms.indices { alarms[index].command = options.command }
        }
        let watch = AlarmWatch(session, alarms)
        if options.isCheck { return try watch.check() }
        if options.isOnce { return try watch.lookOnce() }
        try watch.run(every: options.interval)
    }
}
