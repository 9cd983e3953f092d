import Canvas
import Queues

extension Scenario {
    /// Opens the schedulers of all queues, and has them answered.
    mutating func openSchedulers(_ fixture: Fixture = Fixture()) {
        begin(fixture)
        type(":schedulers")
        press(.enter)
        answer(fixture)
    }
}

extension Fixture {
    private static let (minute, hour, day): (Milliseconds, Milliseconds, Milliseconds) = (60_000, 3_600_000, 86_400_000)

    /// One scheduler of each kind: due, soon, late, stopped, ended, and a legacy one.
    static var ordinarySchedulers: [JobScheduler] {
        [newsletter, digest, probe, report, rotation, trial, legacy].sorted { $0.nextRun < $1.nextRun }
    }

    private static var newsletter: JobScheduler {
        let pattern = NewScheduler.Rhythm.cron("0 9 * * 1", timeZone: "Europe/Vienna")
        // Monday, 2026-11-30 09:00 in Vienna.
        var scheduler = scheduler(
            "weekly-newsletter", in: "email", pattern, at: Scenario.start + 550_555_000, every: 7 * day)
        scheduler.words = "every Monday at 09:00, Europe/Vienna"
        scheduler.name = Array("newsletter".utf8)
        (scheduler.iterations, scheduler.limit) = (12, 52)
        scheduler.startDate = Scenario.start - 90 * day
        scheduler.endDate = Scenario.start + 900 * day
        scheduler.dataLength = 73
        return scheduler
    }

    private static var digest: JobScheduler {
        var scheduler = scheduler(
            "digest", in: "email", .every(15 * minute), at: Scenario.start + 355_000, every: 15 * minute)
        scheduler.words = "every 15 minutes"
        scheduler.name = Array("digest".utf8)
        scheduler.iterations = 12_431
        return scheduler
    }

    private static var probe: JobScheduler {
        var scheduler = scheduler(
            "probe-endpoints", in: "webhooks", .every(minute), at: Scenario.start - 500, every: minute)
        scheduler.words = "every minute"
        scheduler.name = Array("probe".utf8)
        scheduler.iterations = 4
        return scheduler
    }

    private static var report: JobScheduler {
        let pattern = NewScheduler.Rhythm.cron("0 */2 * * *", timeZone: nil)
        var scheduler = scheduler(
            "sales-report", in: "reports", pattern, at: Scenario.start - 2 * hour, every: 2 * hour)
        scheduler.words = "every 2 hours"
        scheduler.name = Array("report".utf8)
        scheduler.iterations = 810
        return scheduler
    }

    private static var rotation: JobScheduler {
        let pattern = NewScheduler.Rhythm.cron("30 3 * * *", timeZone: "UTC")
        var scheduler = scheduler("rotate-secrets", in: "webhooks", pattern, at: Scenario.start - 3 * day, every: day)
        scheduler.words = "every day at 03:30, UTC"
        scheduler.name = Array("rotate".utf8)
        scheduler.iterations = 41
        scheduler.pending = .gone
        return scheduler
    }

    private static var trial: JobScheduler {
        var scheduler = scheduler("trial-reminders", in: "email", .every(day), at: Scenario.start - 9 * day, every: day)
        scheduler.words = "every day"
        scheduler.name = Array("reminder".utf8)
        (scheduler.iterations, scheduler.limit) = (3, 3)
        scheduler.runs = [scheduler.nextRun]
        scheduler.pending = .gone
        return scheduler
    }

    private static var legacy: JobScheduler {
        let pattern = NewScheduler.Rhythm.cron("0 4 * * *", timeZone: nil)
        let id = "cleanup::::0 4 * * *"
        var scheduler = scheduler(id, in: "thumbnails", pattern, at: Scenario.start + 17_755_000, every: day)
        scheduler.words = "every day at 04:00"
        scheduler.name = Array("cleanup".utf8)
        scheduler.lastRun = nil
        scheduler.isLegacy = true
        scheduler.pendingJob = JobID("repeat:0c1d2e3f4a5b6c7d8e9f0a1b2c3d4e5f:\(scheduler.nextRun)")
        return scheduler
    }

    static func scheduler(
        _ id: String, in queue: String, _ rhythm: NewScheduler.Rhythm, at next: Milliseconds, every step: Milliseconds
    ) -> JobScheduler {
        let queue = QueueID(prefix: Array("bull".utf8), name: Array(queue.utf8))
        var scheduler = JobScheduler(
            queue: queue, id: Array(id.utf8), nextRun: next, pendingJob: JobID("repeat:\(id):\(next)"))
        scheduler.rhythm = rhythm
        scheduler.runs = (0..<Milliseconds(JobScheduler.runCount)).map { next + $0 * step }
        scheduler.lastRun = next - step
        scheduler.pending = .listed
        scheduler.optionsLength = 40
        return scheduler
    }

    /// Returns a scheduler whose id, words and numbers try to break out of the screen.
    static func hostileScheduler(_ text: [UInt8], runsAt run: Milliseconds) -> JobScheduler {
        let queue = QueueID(prefix: text, name: text)
        var scheduler = JobScheduler(queue: queue, id: text, nextRun: run, pendingJob: JobID(text))
        scheduler.name = text
        scheduler.words = String(decoding: text, as: UTF8.self)
        scheduler.rhythm =
            text.count.isMultiple(of: 2) ? .every(.max) : .cron(scheduler.words, timeZone: scheduler.words)
        scheduler.runs = [run, .min, .max]
        (scheduler.lastRun, scheduler.startDate, scheduler.endDate, scheduler.offset) = (.max, .min, .max, .min)
        (scheduler.iterations, scheduler.limit, scheduler.dataLength) = (.max, .min, .max)
        (scheduler.pending, scheduler.isLegacy) = (
            text.count.isMultiple(of: 3) ? .listed : .gone, text.count.isMultiple(of: 2)
        )
        return scheduler
    }
}
