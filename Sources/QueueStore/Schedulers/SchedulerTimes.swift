import Queues
import Schedules

/// The rhythm of a scheduler, in words and as times.
struct SchedulerTimes {
    private let rhythm: NewScheduler.Rhythm?
    /// The pattern; nil where the rhythm is an interval, or a pattern that cannot be parsed.
    private let cron: Cron?

    init(_ rhythm: NewScheduler.Rhythm?) {
        self.rhythm = rhythm
        if case .cron(let pattern, _) = rhythm { cron = try? Cron(pattern) } else { cron = nil }
    }

    /// The rhythm as text for people. A pattern that cannot be parsed is shown as it is; without a rhythm the text is
    /// empty.
    var words: String {
        switch rhythm {
        case .every(let interval): "every \(Self.words(of: interval))"
        case .cron(let pattern, let zone): (cron?.words ?? pattern) + (zone.map { ", \($0)" } ?? "")
        case nil: ""
        }
    }

    /// Returns the next run and the later ones, as far as the scheduler's end and limit allow; only the next one where
    /// the rhythm is unknown. After an overdue run, those that were missed are left out. Times are in ms since 1970.
    func runs(of scheduler: JobScheduler, now: Milliseconds) -> [Milliseconds] {
        // The next run is one of the iterations.
        let left = scheduler.limit.map { max(1, $0 - max(1, scheduler.iterations ?? 1) + 1) } ?? .max
        var runs = [scheduler.nextRun]
        while runs.count < min(left, JobScheduler.runCount), let last = runs.last,
            let next = run(after: max(last, now), from: scheduler.nextRun)
        {
            runs.append(next)
        }
        return runs.filter { $0 <= scheduler.endDate ?? .max }
    }

    /// Returns the first run after a time, for runs that include one at `start`; nil where the rhythm is unknown.
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

    /// Returns the last run before the one at a time; nil where the rhythm is unknown. Both are in ms since 1970.
    func run(before time: Milliseconds) -> Milliseconds? {
        if case .every(let interval) = rhythm { return time.subtractingReportingOverflow(interval).partialValue }
        // Searches backwards in growing spans until one contains a match, at most some decades.
        var span: Milliseconds = 60_000
        while span < 2_000_000_000_000 {
            var (found, next): (Milliseconds?, Milliseconds?) = (nil, cron(after: time - span))
            while let run = next, run < time { (found, next) = (run, cron(after: run)) }
            if let found { return found }
            span *= 16
        }
        return nil
    }

    /// Returns the first match of the pattern after a time; nil without a pattern, and in an unknown zone, since the
    /// times of another zone would be wrong.
    private func cron(after time: Milliseconds) -> Milliseconds? {
        guard case .cron(_, let zone) = rhythm else { return nil }
        let known = zone.flatMap(Zone.init)
        return zone != nil && known == nil ? nil : cron?.next(after: time, in: known)
    }

    /// Returns an interval in the largest unit of which it is a multiple: `minute`, `5 minutes`.
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
