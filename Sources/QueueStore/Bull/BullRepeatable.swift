import JSONText
import Queues

/// A repeatable to be added to a queue of Bull, or changed, checked (data model, section 5). A scheduler's id becomes
/// the option `jobId` of its jobs; an empty one is none.
struct BullRepeatable {
    private let scheduler: NewScheduler
    private let options: BullJobOptions
    private let name: [UInt8]
    private let member: RepeatableMember
    private let now: Milliseconds
    /// The next run, in ms since 1970.
    private let nextRun: Milliseconds

    init(_ scheduler: NewScheduler, now: Milliseconds) throws(NewJobOptions.Complaint) {
        let options = try BullJobOptions(scheduler.options)
        try options.check(data: scheduler.data)
        try scheduler.check(now: now) { options[$0] != nil }
        if let complaint = Self.complaint(scheduler) { throw NewJobOptions.Complaint(complaint) }
        nextRun = try Self.nextRun(of: scheduler, now: now)
        try scheduler.check(firstRun: nextRun)
        name = scheduler.name.isEmpty ? Array("__default__".utf8) : scheduler.name
        member = RepeatableMember(ofBull: scheduler, named: name)
        (self.scheduler, self.options, self.now) = (scheduler, options, now)
    }

    /// Returns what Bull cannot do, or cannot distinguish; nil where nothing is wrong.
    private static func complaint(_ scheduler: NewScheduler) -> String? {
        if scheduler.id.contains(UInt8(ascii: ":")) { return "the id of a repeatable of Bull must have no colon" }
        if String(validating: scheduler.name, as: UTF8.self) == nil {
            return "the name of a repeatable of Bull must be UTF-8"
        }
        if scheduler.offset != nil { return "a repeatable of Bull has no offset" }
        guard case .every = scheduler.rhythm else { return nil }
        return scheduler.startDate == nil ? nil : "in Bull only a cron pattern can have a start date"
    }

    /// Returns the first run of the pattern, or the next multiple of the interval.
    private static func nextRun(
        of scheduler: NewScheduler, now: Milliseconds
    ) throws(NewJobOptions.Complaint) -> Milliseconds {
        if let run = try scheduler.firstRunOfPattern(now: now) { return run }
        guard case .every(let interval) = scheduler.rhythm else { return now }
        return now - now % interval + interval
    }

    /// The options of the script.
    var arguments: ScriptOptions {
        let colon = UInt8(ascii: ":")
        return ScriptOptions(given: [
            "name": name, "data": scheduler.data, "opts": options.stored(adding: additions).text(), "jobId": jobID,
            "runAt": .decimal(nextRun), "priority": .decimal(options["priority"]?.integer ?? 0),
            "member": member.member,
            // Without an id, repeatables of the same name are different ones.
            "beginning": scheduler.id.isEmpty ? nil : name + [colon] + scheduler.id + [colon],
        ])
    }

    private var jobID: [UInt8] { member.bullJobPrefix + .decimal(nextRun) }

    /// The options that the client adds to those of the next run.
    private var additions: [JSON.Member] {
        [
            JSON.Member("repeat", .object(rule)), JSON.Member("jobId", .string(JSONString(jobID))),
            JSON.Member("delay", .number(nextRun - now)), JSON.Member("timestamp", .number(now)),
            JSON.Member("prevMillis", .number(nextRun)),
        ]
    }

    /// The option `repeat`, from which the worker makes the run after the next.
    private var rule: [JSON.Member] {
        var rule = [JSON.Member("count", .number(1)), JSON.Member("key", .string(JSONString(member.member)))]
        switch scheduler.rhythm {
        case .every(let interval): rule.append(JSON.Member("every", .number(interval)))
        case .cron(let pattern, let zone):
            rule.append(JSON.Member("cron", .string(pattern)))
            if let zone { rule.append(JSON.Member("tz", .string(zone))) }
        }
        for (name, date) in [("startDate", scheduler.startDate), ("endDate", scheduler.endDate)] {
            guard let date else { continue }
            // The date, as JavaScript writes it.
            rule.append(JSON.Member(name, TimeText.text(moment: date).map { .string($0) } ?? .number(date)))
        }
        if let limit = scheduler.limit { rule.append(JSON.Member("limit", .number(Int64(limit)))) }
        if !scheduler.id.isEmpty { rule.append(JSON.Member("jobId", .string(JSONString(scheduler.id)))) }
        return rule
    }
}
