import Queues
import TestSupport

/// An operation after which a waiting worker has a job.
struct WakeUp {
    let name: String
    var families = ClientFamily.allCases
    /// The commands that prepare the queue; `Q` stands for it, and nothing wakes its worker yet.
    let commands: [String]
    let operation: Queues.Operation
    /// The job that must be completed; nil for the one that the operation adds.
    var job: String?

    static let queue = QueueID("bull:q")

    func preparation(_ family: ClientFamily) -> [String] {
        JobChangeCase(name: "q", commands: commands, id: "", change: .promote, call: [:]).preparation(family)
    }

    private static func job(_ id: String, _ fields: String = "") -> String { JobChangeCase.job(id, fields) }

    private static func change(_ change: JobChange, _ id: String, in queue: QueueID = queue) -> Queues.Operation {
        .job(change, .init(queue: queue, job: JobID(id), state: nil))
    }

    private static let from4: [ClientFamily] = [.bullmq4, .bullmq5, .bullmq6]
    private static let recent = ClientFamily.recent
    private static let later = "ZADD Q:delayed 8354243539259392"
}

extension WakeUp {
    static let all = jobs + copies + queues + flows

    private static let jobs = [
        WakeUp(
            name: "retry", commands: [job("w1", JobChangeCase.failed), "ZADD Q:failed 1 w1"],
            operation: change(.retry(), "w1"), job: "w1"),
        WakeUp(
            name: "retry of a completed one", commands: [job("w2", JobChangeCase.completed), "ZADD Q:completed 1 w2"],
            operation: change(.retry(), "w2"), job: "w2"),
        WakeUp(
            name: "retry with a priority",
            commands: [job("w3", JobChangeCase.failed + " priority 4"), "ZADD Q:failed 1 w3"],
            operation: change(.retry(), "w3"), job: "w3"),
        WakeUp(
            name: "promote", commands: [job("w4", "delay 5"), "\(later) w4"], operation: change(.promote, "w4"),
            job: "w4"),
        WakeUp(
            name: "promote with a priority", commands: [job("w5", "delay 5 priority 2"), "\(later) w5"],
            operation: change(.promote, "w5"), job: "w5"),
        WakeUp(
            name: "change of the delay", families: recent, commands: [job("w6", "delay 5"), "\(later) w6"],
            operation: change(.changeDelay(.after(0)), "w6"), job: "w6"),
        WakeUp(
            name: "another priority", families: recent,
            commands: [job("w7", "priority 3"), "ZADD Q:prioritized 12884901889 w7"],
            operation: change(.changePriority(2), "w7"), job: "w7"),
        WakeUp(
            name: "no priority any more", families: from4,
            commands: [job("w8", "priority 3"), "ZADD Q:prioritized 12884901889 w8"],
            operation: change(.changePriority(0), "w8"), job: "w8"),
        WakeUp(
            name: "release", commands: [job("w9"), "LPUSH Q:active w9"], operation: change(.release, "w9"), job: "w9"),
        WakeUp(
            name: "bulk retry", commands: [job("w10", JobChangeCase.failed), "ZADD Q:failed 1 w10"],
            operation: .jobs(.retry(), Selection(queue: queue, state: .failed, scope: .all)), job: "w10"),
    ]

    private static let copies = [
        WakeUp(
            name: "duplicate", commands: [job("c1", JobChangeCase.completed), "ZADD Q:completed 1 c1"],
            operation: change(.duplicate, "c1")),
        WakeUp(
            name: "move",
            commands: [
                "HSET bull:other:meta opts.maxLenEvents 10000", "HSET bull:other:c2 name n data {} opts {} timestamp 1",
                "ZADD bull:other:failed 1 c2",
            ], operation: change(.move(to: queue), "c2", in: QueueID("bull:other"))),
    ]

    private static let queues = [
        WakeUp(
            name: "resume", families: [.bullmq3, .bullmq4, .bullmq5],
            commands: [JobChangeCase.paused, job("q1"), "RPUSH Q:paused q1"], operation: .queue(.resume, queue),
            job: "q1"),
        WakeUp(
            name: "resume of 6", families: [.bullmq6], commands: [JobChangeCase.paused, job("q2"), "RPUSH Q:wait q2"],
            operation: .queue(.resume, queue), job: "q2"),
        WakeUp(
            name: "resume with prioritized jobs", families: from4,
            commands: [JobChangeCase.paused, job("q3", "priority 2"), "ZADD Q:prioritized 8589934593 q3"],
            operation: .queue(.resume, queue), job: "q3"),
        WakeUp(
            name: "retry of all", commands: [job("q4", JobChangeCase.failed), "ZADD Q:failed 1 q4"],
            operation: .queue(.retryAll(.failed), queue), job: "q4"),
        WakeUp(
            name: "promotion of all", commands: [job("q5", "delay 5"), "\(later) q5"],
            operation: .queue(.promoteAll, queue), job: "q5"),
        WakeUp(
            name: "higher concurrency", families: recent,
            commands: [
                "HSET Q:meta concurrency 1", "LPUSH Q:active held", "SET Q:held:lock t", job("q6"), "LPUSH Q:wait q6",
            ],
            operation: .queue(.setConcurrency(2), queue), job: "q6"),
        WakeUp(
            name: "no concurrency any more", families: recent,
            commands: ["HSET Q:meta concurrency 1", job("q7"), "LPUSH Q:wait q7"],
            operation: .queue(.setConcurrency(nil), queue), job: "q7"),
    ]

    private static func child(_ parent: String, _ id: String) -> [String] {
        [
            job(parent), "ZADD Q:waiting-children 1 \(parent)", "SADD Q:\(parent):dependencies Q:\(id)",
            job(id, "delay 5 parentKey Q:\(parent)"), "\(later) \(id)",
        ]
    }

    private static let flows = [
        WakeUp(
            name: "removal of the last child", families: from4, commands: child("f1", "f1c"),
            operation: change(.remove(), "f1c"), job: "f1"),
        WakeUp(
            name: "removal of unprocessed children", families: recent, commands: child("f2", "f2c"),
            operation: change(.removeUnprocessedChildren, "f2"), job: "f2"),
        WakeUp(
            name: "break of a dependency", families: from4, commands: child("f3", "f3c"),
            operation: change(.breakDependency, "f3c"), job: "f3"),
    ]
}
