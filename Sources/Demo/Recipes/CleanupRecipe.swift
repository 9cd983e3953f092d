internal import JSONText
internal import Queues

/// Housekeeping by schedulers every six hours and every minute, and small chores.
struct CleanupRecipe: QueueRecipe {
    let name = "cleanup"
    let workers = ["janitor-1"]
    let arrivals: ClosedRange<Milliseconds> = 20_000...45_000
    let backlogLimit = 10
    let past = Past(finished: 28, since: 20 * 3_600_000, waiting: 1, waitingSince: 2_000)

    var schedulers: [Scheduler] {
        let job = PlannedJob(
            name: "purge-expired", data: ["tables": ["sessions", "carts", "tokens"]], opts: Self.options)
        let vacuum = PlannedJob(name: "vacuum-sessions", data: .object([]), opts: Self.options)
        return [
            Scheduler(id: "purge-expired", rule: .every(6 * 3_600_000), job: job),
            Scheduler(id: "vacuum-sessions", rule: .every(60_000), job: vacuum),
        ]
    }

    private static let options: JSON = ["attempts": 1, "removeOnComplete": ["count": 200]]

    func arrival(_ dice: inout Dice) -> [PlannedJob] {
        let table = dice.pick("sessions", "carts", "tokens", "audit_log")
        let data: JSON = ["table": .string(table), "olderThanDays": .number(dice.pick(7, 30, 90))]
        return [PlannedJob(name: "expire-\(table)", data: data, opts: Self.options)]
    }

    func work(on job: String, data: JSON, age: Milliseconds, _ dice: inout Dice) -> Work {
        let rows = dice.between(0, 48_000)
        let steps = [Work.Step(percent: 50, log: "deleted \(rows) rows"), .init(percent: 100, log: "vacuumed")]
        return Work(duration: dice.between(1_500, 6_000), steps: steps, ending: .returns(["deleted": .number(rows)]))
    }
}
