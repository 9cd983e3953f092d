internal import Dashboard
internal import Queues

/// When a scheduler runs, and what its jobs are.
struct ScheduleOptions: CommandOptions {
    /// The time between two runs, in ms.
    var every: Milliseconds?
    var cron: String?
    var timeZone: String?
    /// The time before which nothing runs.
    var startDate: TypedMoment?
    /// The time after which nothing runs.
    var endDate: TypedMoment?
    /// The most runs.
    var limit: Int?
    /// The name of the jobs.
    var name: [UInt8]?
    /// A text of JSON.
    var data: [UInt8]?
    /// A text of JSON.
    var opts: [UInt8]?
    /// Whether the next job runs now, and nothing else changes.
    var runsNow = false
    /// Whether the queue may be a new one.
    var createsQueue = false

    static let options: [OptionBinding<ScheduleOptions>] =
        times + [
            .limit(\.limit, in: ChangeBound.runs), .name(\.name), .data(\.data), .opts(\.opts),
            .flag("--now", \.runsNow, summary: "Run the next job of the scheduler now; change nothing else."),
            .create(\.createsQueue),
        ]

    private static let times: [OptionBinding<ScheduleOptions>] = [
        .value("--every", "MS", \.every, summary: "The interval between runs, in ms or as 90s, 5m, 1h30m.") {
            word throws(UsageError) in
            try OptionValue.duration("--every", word, from: ChangeBound.shortest)
        },
        .text("--cron", "PATTERN", \.cron, summary: "The cron pattern of the runs, with five or six fields."),
        .text("--tz", "ZONE", \.timeZone, summary: "The time zone of the pattern, such as Europe/Vienna."),
        .value("--start", "TIME", \.startDate, summary: "The time before which nothing runs, as for --at of delay.") {
            word throws(UsageError) in
            try OptionValue.moment("--start", word)
        },
        .value("--end", "TIME", \.endDate, summary: "The time after which nothing runs, as for --at of delay.") {
            word throws(UsageError) in
            try OptionValue.moment("--end", word)
        },
    ]

    /// Returns the scheduler of this id, with times in a zone. Its jobs have the id as their name, unless they have one of their own.
    func scheduler(_ id: [UInt8], in zone: ClockZone) throws(CommandFailure) -> NewScheduler {
        var scheduler = NewScheduler(
            id: id, rhythm: try rhythm, name: name ?? id, data: data ?? Array("{}".utf8),
            options: opts ?? Array("{}".utf8))
        scheduler.startDate = startDate?.milliseconds(in: zone)
        scheduler.endDate = endDate?.milliseconds(in: zone)
        scheduler.limit = limit
        return scheduler
    }

    private var rhythm: NewScheduler.Rhythm {
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
