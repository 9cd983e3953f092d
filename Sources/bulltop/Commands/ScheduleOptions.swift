internal import Dashboard
internal import Queues

/// The options for the times and the jobs of a scheduler.
struct ScheduleOptions: CommandOptions {
    /// The time between two runs, in ms.
    var every: Milliseconds?
    var cron: String?
    var timeZone: String?
    /// The time before which no run is.
    var startDate: TypedMoment?
    /// The time after which no run is.
    var endDate: TypedMoment?
    /// The maximum number of runs.
    var limit: Int?
    /// The name of the jobs.
    var name: [UInt8]?
    /// The data of the jobs, JSON text.
    var data: [UInt8]?
    /// The options of the jobs, JSON text.
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

    /// Returns the scheduler of this id, with times in a zone. The name of its jobs is the id by default.
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
