import Queues
import Schedules

/// The rules of every library for a scheduler, and its first run.
extension NewScheduler {
    /// The options that its jobs get from the scheduler, or cannot have.
    private static let notTemplate = ["jobId", "delay", "timestamp", "parent", "deduplication"]

    /// Checks the scheduler; `isGiven` returns whether its jobs have an option. `now` is in ms since 1970.
    func check(now: Milliseconds, isGiven: (String) -> Bool) throws(NewJobOptions.Complaint) {
        if let name = Self.notTemplate.first(where: isGiven) {
            throw NewJobOptions.Complaint("the jobs of a scheduler cannot have the option \(name)")
        }
        if let complaint = complaint(now: now) { throw NewJobOptions.Complaint(complaint) }
    }

    private func complaint(now: Milliseconds) -> String? {
        if String(validating: id, as: UTF8.self) == nil { return "the id of a scheduler must be UTF-8" }
        if case .every(let interval) = rhythm, interval < 1 || interval > OptionTable.lastTime {
            return "the interval must be 1 ms or more"
        }
        if let limit, limit < 1 { return "the limit must be 1 or more" }
        if let endDate, endDate <= now { return "the end date is past" }
        if let startDate, startDate < 0 || startDate > OptionTable.lastTime { return "the start date is out of range" }
        if let startDate, let endDate, startDate > endDate { return "the start date is after the end date" }
        return nil
    }

    /// Returns the first run of a cron pattern, in ms since 1970; nil for an interval.
    func firstRunOfPattern(now: Milliseconds) throws(NewJobOptions.Complaint) -> Milliseconds? {
        guard case .cron(let pattern, let zoneName) = rhythm else { return nil }
        let zone = zoneName.flatMap(Zone.init)
        if let zoneName, zone == nil { throw NewJobOptions.Complaint("there is no time zone \(zoneName)") }
        let cron: Cron
        do { cron = try Cron(pattern) } catch {
            // The words end with a full stop of their own.
            throw NewJobOptions.Complaint(String(error.words.dropLast()))
        }
        guard let next = cron.next(after: max(now, startDate ?? now), in: zone) else {
            throw NewJobOptions.Complaint("the pattern \(pattern) never matches")
        }
        return next
    }

    /// Checks that there is a run before the end.
    func check(firstRun: Milliseconds?) throws(NewJobOptions.Complaint) {
        if let firstRun, let endDate, firstRun > endDate {
            throw NewJobOptions.Complaint("its first run would be after its end date")
        }
    }
}
