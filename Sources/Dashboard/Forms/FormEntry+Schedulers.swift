import Queues

/// The forms of job schedulers.
extension FormEntry {
    static let scheduler = FormEntry(
        "Add a job scheduler", command: "schedule", .queue,
        [FormField("Id", "What names it; a scheduler of this id (in Bull, and name) is changed.")]
            + values(of: nil, .utc)
    ) { reader throws(FormProblem) in
        let id = try reader.text()
        return .queue(.upsertScheduler(try read(&reader, id: id, from: nil)))
    }

    /// Returns the form with the values of a scheduler. Unchanged values stay as they were, byte for byte.
    static func editing(_ scheduler: NewScheduler, _ clock: ClockZone) -> FormEntry {
        FormEntry("Change the scheduler", command: nil, .queue, values(of: scheduler, clock)) {
            reader throws(FormProblem) in
            .queue(.upsertScheduler(try read(&reader, id: scheduler.id, from: scheduler)))
        }
    }

    private static func values(of scheduler: NewScheduler?, _ clock: ClockZone) -> [FormField] {
        func text(_ bytes: [UInt8]?) -> String { bytes.map { String(decoding: $0, as: UTF8.self) } ?? "" }
        let (every, cron, zone) = scheduler.map(\.rhythm.texts) ?? ("", "", "")
        return [
            FormField("Every", "30s, 5m, 1h; a number is ms. Or else a pattern below.", initial: every),
            FormField("Cron", "Such as 0 9 * * MON or @daily; or else an interval above.", initial: cron),
            FormField("Time zone", "Of the pattern, such as Europe/Vienna; empty for UTC.", initial: zone),
            FormField("Name", "The name of its jobs; empty for its id.", initial: text(scheduler?.name)),
            FormField("Data", "Of its jobs: JSON; empty for {}.", initial: text(scheduler?.data)),
            FormField(
                "Options", "Of its jobs: a JSON object, {\"attempts\":3}; empty for none.",
                initial: text(scheduler?.options)),
            FormField(
                "Limit", "Maximum number of runs; empty for no limit.", initial: scheduler?.limit.map { "\($0)" } ?? ""),
            FormField(
                "Start", "20:00, 2026-11-25T20:00: no run before; empty for now.",
                initial: scheduler?.startDate.map { Format.time($0, in: clock) } ?? ""),
            FormField(
                "End", "20:00, 2026-11-25T20:00: no run after; empty for never.",
                initial: scheduler?.endDate.map { Format.time($0, in: clock) } ?? ""),
        ]
    }

    private static func read(
        _ reader: inout FormReader, id: [UInt8], from original: NewScheduler?
    ) throws(FormProblem) -> NewScheduler {
        let rhythm = try rhythm(&reader)
        let name = reader.optionalText(from: original?.name) ?? id
        let data = try reader.json(from: original?.data)
        var scheduler = NewScheduler(
            id: id, rhythm: rhythm, name: name, data: data, options: try reader.object(from: original?.options))
        scheduler.limit = try reader.optionalWhole(ChangeBound.runs)
        scheduler.startDate = try reader.optionalMoment(from: original?.startDate)
        scheduler.endDate = try reader.optionalMoment(from: original?.endDate)
        if let end = scheduler.endDate, end <= max(reader.context.now, scheduler.startDate ?? 0) {
            throw reader.problem("must be later than now and than the start.")
        }
        if rhythm == original?.rhythm { scheduler.offset = original?.offset }
        return scheduler
    }

    private static func rhythm(_ reader: inout FormReader) throws(FormProblem) -> NewScheduler.Rhythm {
        let every = try reader.optionalDuration(from: ChangeBound.shortest)
        let cron = reader.optionalWord()
        if every != nil, cron != nil { throw reader.problem("must be empty where there is an interval.") }
        if every == nil, cron == nil {
            throw reader.problem("must be an interval such as 5m, unless there is a cron pattern.", before: 1)
        }
        let zone = reader.optionalWord()
        guard let every else { return .cron(cron ?? "", timeZone: zone) }
        guard zone == nil else { throw reader.problem("belongs to a cron pattern; an interval has none.") }
        return .every(every)
    }
}

extension NewScheduler.Rhythm {
    /// The texts of the form's fields: interval, pattern, time zone.
    fileprivate var texts: (every: String, cron: String, zone: String) {
        switch self {
        case .every(let interval): (TimeText.text(duration: interval), "", "")
        case .cron(let pattern, let zone): ("", pattern, zone ?? "")
        }
    }
}
