import Queues
import Schedules

/// What a scheduler's rhythm means: in words, and as times.
struct SchedulerTimes {
    private let rhythm: NewScheduler.Rhythm?
    /// nil where the rhythm is no pattern, or one that cannot be read.
    private let cron: Cron?

    init(_ rhythm: NewScheduler.Rhythm?) {
        self.rhythm = rhythm
        if case .cron(let pattern, _) = rhythm { cron = try? Cron(pattern) } else { cron = nil }
    }

    /// The rhythm for people. A pattern that cannot be read stands for itself; without a rhythm it is empty.
    var words: String {
        switch rhythm {
        case .every(let interval): "every \(Self.words(of: interval))"
        case .cron(let pattern, let zone): (cron?.words ?? pattern) + (zone.map { ", \($0)" } ?? "")
        case nil: ""
        }
    }

    /// Returns the next run and those behind it, as far as the scheduler's end and limit allow; the next one alone
    /// where the rhythm does not say. Where that one is overdue, those that it has missed do not follow. Times are in
    /// ms since 1970.
    func runs(of scheduler: JobScheduler, now: Milliseconds) -> [Milliseconds] {
        // The next run counts among the iterations.
        let left = scheduler.limit.map { max(1, $0 - max(1, scheduler.iterations ?? 1) + 1) } ?? .max
        var runs = [scheduler.nextRun]
        while runs.count < min(left, JobScheduler.runCount), let last = runs.last,
            let next = run(after: max(last, now), from: scheduler.nextRun)
        {
            runs.append(next)
        }
        return runs.filter { $0 <= scheduler.endDate ?? .max }
    }

    /// Returns the first run after a time, where there is one at `start`.
    private func run(after time: Milliseconds, from start: Milliseconds) -> Milliseconds? {
        switch rhythm {
        case .every(let interval):
            guard interval > 0 else { return nil }
            let (passed, isFar) = time.subtractingReportingOverflow(start)
            let (next, overflows) = time.addingReportingOverflow(interval - (isFar ? 0 : passed % interval))
            return overflows ? nil : next
        case .cron: return cron(after: time)
        case nil: return nil
        }
    }

    /// Returns the last run before the one at a time; nil where the rhythm does not say. Both are in ms since 1970.
    func run(before time: Milliseconds) -> Milliseconds? {
        if case .every(let interval) = rhythm { return time.subtractingReportingOverflow(interval).partialValue }
        // Backwards in spans that grow, until one of them holds a match, at most some decades.
        var span: Milliseconds = 60_000
        while span < 2_000_000_000_000 {
            var (found, next): (Milliseconds?, Milliseconds?) = (nil, cron(after: time - span))
            while let run = next, run < time { (found, next) = (run, cron(after: run)) }
            if let found { return found }
            span *= 16
        }
        return nil
    }

    /// Returns the first match of the pattern after a time; nil without a pattern, and in a zone that is unknown: in
    /// another one the times would be wrong.
    private func cron(after time: Milliseconds) -> Milliseconds? {
        guard case .cron(_, let zone) = rhythm else { return nil }
        let known = zone.flatMap(Zone.init)
        return zone != nil && known == nil ? nil : cron?.next(after: time, in: known)
    }

    /// `minute`, `5 minutes`: in the largest unit of which it is a multiple.
    private static func words(of interval: Milliseconds) -> String {
        let units: [(name: String, length: Milliseconds)] = [
            ("day", 86_400_000), ("hour", 3_600_000), ("minute", 60_000), ("second", 1_000),
        ]
        guard interval > 0, let unit = units.first(where: { interval.isMultiple(of: $0.length) }) else {
            return "\(interval) ms"
        }
        let count = interval / unit.length
        return count == 1 ? unit.name : "\(count) \(unit.name)s"
    }
}
