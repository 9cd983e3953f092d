internal import JSONText
internal import Queues

/// The dead letters of `email`: no worker takes them, the operator decides.
struct FailedEmailRecipe: QueueRecipe {
    let name = "failed-email"
    let workers: [String] = []
    let arrivals: ClosedRange<Milliseconds> = 3_600_000...3_600_000
    let backlogLimit = 200
    let past = Past(finished: 0, since: 0, waiting: 13, waitingSince: 26 * 3_600_000)

    func arrival(_ dice: inout Dice) -> [PlannedJob] {
        let reason = "Can't send mail - all recipients were rejected: 550 5.1.1 <user>: Recipient address rejected"
        let data: JSON = ["to": .string(dice.address()), "template": "verify-address"]
        return [
            Self.letter(
                of: "verification", data: data, id: "\(dice.between(100, 900))", reason: reason, queue: "email")
        ]
    }

    /// Returns a dead letter for a job that failed for good.
    static func letter(of job: String, data original: JSON, id: String, reason: String, queue: String) -> PlannedJob {
        let data: JSON = [
            "originalQueue": .string(queue), "originalJobId": .string(id), "originalName": .string(job),
            "originalData": original,
            "failedReason": .string(reason),
        ]
        return PlannedJob(name: job, data: data, opts: ["attempts": 1])
    }

    func work(on job: String, data: JSON, age: Milliseconds, _ dice: inout Dice) -> Work {
        Work(duration: 100, ending: .returns(.null))
    }
}
