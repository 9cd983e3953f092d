import JSONText
import Queues
import Schedules

/// A job scheduler to be added or changed, checked as the official client checks it (data model, 4.25).
struct SchedulerRequest {
    private let scheduler: NewScheduler
    private let options: NewJobOptions
    private let now: Milliseconds
    /// The next run of a cron pattern, in ms since 1970; nil for an interval, whose next run the script finds.
    private let nextRun: Milliseconds?

    /// Options that its jobs get from the scheduler, or cannot have.
    private static let notTemplate = ["jobId", "delay", "timestamp", "parent", "deduplication"]

    init(
        _ scheduler: NewScheduler, families: ClosedRange<Family>, now: Milliseconds
    ) throws(NewJobOptions.Complaint) {
        options = try NewJobOptions(scheduler.options, families: families)
        try options.check(data: scheduler.data)
        if let name = Self.notTemplate.first(where: { [options] in options[$0] != nil }) {
            throw NewJobOptions.Complaint("the jobs of a scheduler cannot have the option \(name)")
        }
        if let complaint = Self.complaint(scheduler, now: now) { throw NewJobOptions.Complaint(complaint) }
        (self.scheduler, self.now) = (scheduler, now)
        switch scheduler.rhythm {
        case .every: nextRun = nil
        case .cron(let pattern, let zone):
            nextRun = try Self.nextRun(of: pattern, in: zone, after: max(now, scheduler.startDate ?? now))
        }
        if let nextRun, let end = scheduler.endDate, nextRun > end {
            throw NewJobOptions.Complaint("its first run would be after its end date")
        }
    }

    /// The first run of a cron pattern after a time, in ms since 1970.
    private static func nextRun(
        of pattern: String, in zoneName: String?, after time: Milliseconds
    ) throws(NewJobOptions.Complaint) -> Milliseconds {
        let zone = zoneName.flatMap(Zone.init)
        if let zoneName, zone == nil { throw NewJobOptions.Complaint("there is no time zone \(zoneName)") }
        let cron: Cron
        do { cron = try Cron(pattern) } catch {
            // It ends with a full stop of its own.
            throw NewJobOptions.Complaint(String(error.words.dropLast()))
        }
        guard let next = cron.next(after: time, in: zone) else {
            throw NewJobOptions.Complaint("the pattern \(pattern) never matches")
        }
        return next
    }

    private static func complaint(_ scheduler: NewScheduler, now: Milliseconds) -> String? {
        if scheduler.id.isEmpty { return "a scheduler needs an id" }
        if String(validating: scheduler.id, as: UTF8.self) == nil { return "the id of a scheduler must be UTF-8" }
        // The library takes others for the repeatables of its older versions.
        if scheduler.id.count(where: { $0 == UInt8(ascii: ":") }) > 3 {
            return "the id of a scheduler may have three colons at most"
        }
        if case .every(let interval) = scheduler.rhythm, interval < 1 || interval > OptionTable.lastTime {
            return "the interval must be 1 ms or more"
        }
        if let limit = scheduler.limit, limit < 1 { return "the limit must be 1 or more" }
        if let end = scheduler.endDate, end <= now { return "the end date is past" }
        if let start = scheduler.startDate, start < 0 || start > OptionTable.lastTime {
            return "the start date is out of range"
        }
        if let start = scheduler.startDate, let end = scheduler.endDate, start > end {
            return "the start date is after the end date"
        }
        return complaint(ofOffset: scheduler)
    }

    private static func complaint(ofOffset scheduler: NewScheduler) -> String? {
        guard let offset = scheduler.offset else { return nil }
        guard case .every(let interval) = scheduler.rhythm else { return "only an interval can have an offset" }
        return 0..<interval ~= offset ? nil : "the offset must be 0 or more and less than the interval"
    }
}

extension SchedulerRequest {
    /// The arguments of the script, in its order.
    var arguments: [[UInt8]] {
        func text(_ value: Int64?) -> [UInt8] { value.map { Array(String($0).utf8) } ?? [] }
        var (every, pattern, zone): (Int64?, [UInt8], [UInt8]) = (nil, [], [])
        switch scheduler.rhythm {
        case .every(let interval): every = interval
        case .cron(let words, let name): (pattern, zone) = (Array(words.utf8), Array((name ?? "").utf8))
        }
        let isLIFO = options["lifo"]?.boolean == true
        return [
            scheduler.id, JSONString(scheduler.id).escaped, scheduler.name, scheduler.data, options.template.text(),
            jobOptions, text(options["priority"]?.integer ?? 0), Array((isLIFO ? "lifo" : "").utf8), text(every),
            pattern, zone, text(nextRun), text(scheduler.offset), text(scheduler.startDate), text(scheduler.endDate),
            text(scheduler.limit.map(Int64.init)),
        ]
    }

    /// The options of the next job, but for its id and its delay; without the brace at the end.
    private var jobOptions: [UInt8] {
        var rhythm: [JSON.Member]
        switch scheduler.rhythm {
        case .every(let interval): rhythm = [JSON.Member("every", .number(interval))]
        case .cron(let pattern, let zone):
            rhythm = [JSON.Member("pattern", .string(pattern))] + (zone.map { [JSON.Member("tz", .string($0))] } ?? [])
        }
        let limits: [(String, Int64?)] = [
            ("limit", scheduler.limit.map(Int64.init)), ("offset", scheduler.offset.flatMap { $0 > 0 ? $0 : nil }),
            ("startDate", scheduler.startDate), ("endDate", scheduler.endDate), ("count", 1),
        ]
        rhythm += limits.compactMap { name, value in value.map { JSON.Member(name, .number($0)) } }
        let members =
            (options.template.members ?? []) + [
                JSON.Member("repeat", .object(rhythm)), JSON.Member("repeatJobKey", .string(JSONString(scheduler.id))),
                JSON.Member("timestamp", .number(now)),
            ]
        return JSON.object(members).text().dropLast()
    }
}
