import JSONText
import Queues

/// A job scheduler to be added or changed, checked as the official client checks it (data model, 4.25).
struct SchedulerRequest {
    private let scheduler: NewScheduler
    private let options: NewJobOptions
    private let now: Milliseconds
    /// The next run of a cron pattern, in ms since 1970; nil for an interval, whose next run the script computes.
    private let nextRun: Milliseconds?

    init(
        _ scheduler: NewScheduler, families: ClosedRange<Family>, now: Milliseconds
    ) throws(NewJobOptions.Complaint) {
        let options = try NewJobOptions(scheduler.options, families: families)
        try options.check(data: scheduler.data)
        try scheduler.check(now: now) { options[$0] != nil }
        if let complaint = Self.complaint(scheduler) { throw NewJobOptions.Complaint(complaint) }
        nextRun = try scheduler.firstRunOfPattern(now: now)
        try scheduler.check(firstRun: nextRun)
        (self.scheduler, self.options, self.now) = (scheduler, options, now)
    }

    private static func complaint(_ scheduler: NewScheduler) -> String? {
        if scheduler.id.isEmpty { return "a scheduler needs an id" }
        // The library takes an id with more colons for a repeatable of its older versions.
        if scheduler.id.count(where: { $0 == UInt8(ascii: ":") }) > 3 {
            return "the id of a scheduler may have three colons at most"
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
    /// The options of the script.
    var arguments: ScriptOptions {
        func text(_ value: Int64?) -> [UInt8]? { value.map { .decimal($0) } }
        var (every, pattern, zone): (Int64?, [UInt8]?, [UInt8]?) = (nil, nil, nil)
        switch scheduler.rhythm {
        case .every(let interval): every = interval
        case .cron(let words, let name): (pattern, zone) = (Array(words.utf8), name.map { Array($0.utf8) })
        }
        return ScriptOptions(given: [
            "id": scheduler.id, "quotedId": JSONString(scheduler.id).escaped, "name": scheduler.name,
            "data": scheduler.data, "template": options.template.text(), "opts": jobOptions,
            "priority": .decimal(options["priority"]?.integer ?? 0), "lifo": .flag(options["lifo"]?.boolean == true),
            "every": text(every), "pattern": pattern, "tz": zone, "nextRun": text(nextRun),
            "offset": text(scheduler.offset), "startDate": text(scheduler.startDate),
            "endDate": text(scheduler.endDate), "limit": text(scheduler.limit.map(Int64.init)),
        ])
    }

    /// The options of the next run without its id and its delay, and without the closing brace.
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
