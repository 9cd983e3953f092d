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

    /// The next run and those behind it, as far as the scheduler's end and limit allow; the next one alone where the rhythm
    /// does not tell. Times are in ms since 1970.
    func runs(of scheduler: JobScheduler) -> [Milliseconds] {
        // The next run counts among the iterations.
        let left = scheduler.limit.map { max(1, $0 - max(1, scheduler.iterations ?? 1) + 1) } ?? .max
        var runs = [scheduler.nextRun]
        while runs.count < min(left, JobScheduler.runCount), let next = run(after: runs[runs.count - 1]) {
            runs.append(next)
        }
        return runs.filter { $0 <= scheduler.endDate ?? .max }
    }

    private func run(after time: Milliseconds) -> Milliseconds? {
        switch rhythm {
        case .every(let interval):
            let (next, overflows) = time.addingReportingOverflow(interval)
            return interval > 0 && !overflows ? next : nil
        case .cron(_, let zone):
            // In another zone than the one that is meant, the times would be wrong.
            let known = zone.flatMap(Zone.init)
            return zone != nil && known == nil ? nil : cron?.next(after: time, in: known)
        case nil: return nil
        }
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
