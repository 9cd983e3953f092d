import Queues
import TestSupport

/// One change of a queue: the commands that make the queue, and the change for the store and for the official client.
/// The queue is `bull:` and the case's name.
struct QueueChangeCase {
    let name: String
    /// The families whose client has the call.
    var families = Family.bullmq3 ... .bullmq6
    /// The commands that prepare the queue, besides the settings; `Q` stands for the queue.
    let commands: [String]
    let change: QueueChange
    /// The client's call and its arguments.
    let call: String
    var arguments: [JSONValue] = []

    var queue: QueueID { QueueID("bull:\(name)") }

    /// The call for the client's script.
    var json: JSONValue {
        .object([
            "kind": .string("call"), "queue": .string(name), "call": .string(call), "arguments": .array(arguments),
        ])
    }

    func preparation(_ family: ClientFamily) -> [String] {
        JobChangeCase(name: name, commands: commands, id: "", change: .promote, call: [:]).preparation(family)
    }

    private static func job(_ id: String, _ fields: String = "") -> String { JobChangeCase.job(id, fields) }

    /// Returns the command for a job that is too recent for every clean.
    private static func young(_ id: String) -> String { job(id) + " timestamp 1999999999999" }

    private static let waiting = [job("1"), job("2"), job("3"), "RPUSH Q:wait 3 2 1"]
    private static let delayed = [job("4"), job("5"), "ZADD Q:delayed 8000000000000000 4 8000000000000001 5"]
    private static let finished = [
        job("6", JobChangeCase.failed), job("7", JobChangeCase.failed), job("8", JobChangeCase.completed),
        "ZADD Q:failed 1795466000002 7 1795466000003 6", "ZADD Q:completed 1795466000002 8", "RPUSH Q:6:logs line",
    ]
    private static let prioritized = [
        job("9", "priority 1"), job("10", "priority 2"), "ZADD Q:prioritized 4294967297 9 8589934594 10", "SET Q:pc 2",
    ]
    private static let active = [job("11", "processedOn 1795466000001"), job("12"), "RPUSH Q:active 12 11"]
    private static let from4 = Family.bullmq4 ... .bullmq6
    private static let from5 = Family.bullmq5 ... .bullmq6
}

extension QueueChangeCase {
    static let all = pauses + emptying + cleans + moves + limits

    private static let pauses = [
        QueueChangeCase(name: "pause", commands: waiting + delayed, change: .pause, call: "pause"),
        QueueChangeCase(name: "pause-empty", commands: ["SET Q:id 1"], change: .pause, call: "pause"),
        QueueChangeCase(
            name: "resume", commands: [JobChangeCase.paused, job("1"), job("2"), "RPUSH Q:paused 2 1"],
            change: .resume, call: "resume"),
        QueueChangeCase(
            name: "resume-delayed", commands: [JobChangeCase.paused] + delayed, change: .resume, call: "resume"),
    ]

    private static let emptying = [
        QueueChangeCase(
            name: "drain", families: from5, commands: waiting + delayed + finished + prioritized + active,
            change: .drain(), call: "drain"),
        QueueChangeCase(
            name: "drain-delayed", families: from5, commands: waiting + delayed + prioritized,
            change: .drain(delayed: true), call: "drain", arguments: [.boolean(true)]),
        QueueChangeCase(
            name: "obliterate", commands: waiting + delayed + finished, change: .obliterate(), call: "obliterate"),
        QueueChangeCase(
            name: "obliterate-forced", commands: waiting + finished + active + ["SET Q:11:lock t"],
            change: .obliterate(force: true), call: "obliterate", arguments: [.number(1)]),
    ]

    private static func clean(
        _ name: String, _ state: JobState, _ type: String, limit: Int = 0, _ commands: [String]
    ) -> QueueChangeCase {
        QueueChangeCase(
            name: "clean-" + name, families: from4, commands: commands,
            change: .clean(CleanRequest(state: state, grace: 1_000, limit: limit)), call: "clean",
            arguments: [.number(1_000), .number(Double(limit)), .string(type)])
    }

    private static let cleans = [
        clean("wait", .waiting, "wait", waiting + [young("20"), "LPUSH Q:wait 20"]),
        clean("delayed", .delayed, "delayed", delayed + [young("20"), "ZADD Q:delayed 8000000000000002 20"]),
        clean("prioritized", .prioritized, "prioritized", prioritized),
        clean("active", .active, "active", active + ["SET Q:12:lock t"]),
        clean("failed", .failed, "failed", finished + [young("20"), "ZADD Q:failed 1999999999999 20"]),
        clean("limit", .failed, "failed", limit: 1, finished), clean("completed", .completed, "completed", finished),
        clean("nothing", .completed, "completed", waiting),
    ]

    private static let moves = [
        QueueChangeCase(
            name: "retry-all", commands: finished + waiting, change: .retryAll(.failed), call: "retryJobs"),
        QueueChangeCase(
            name: "retry-all-completed", commands: finished, change: .retryAll(.completed), call: "retryJobs",
            arguments: [.object(["state": .string("completed")])]),
    ]

    private static let limits = [
        QueueChangeCase(
            name: "concurrency", families: from5, commands: waiting, change: .setConcurrency(3),
            call: "setGlobalConcurrency", arguments: [.number(3)]),
        QueueChangeCase(
            name: "no-concurrency", families: from5, commands: ["HSET Q:meta concurrency 3"],
            change: .setConcurrency(nil), call: "removeGlobalConcurrency"),
        QueueChangeCase(
            name: "rate-limit", families: from5, commands: waiting,
            change: .setRateLimit(RateLimit(max: 5, duration: 1_000)), call: "setGlobalRateLimit",
            arguments: [.number(5), .number(1_000)]),
        QueueChangeCase(
            name: "no-rate-limit", families: from5, commands: ["HSET Q:meta max 5 duration 1000"],
            change: .setRateLimit(nil), call: "removeGlobalRateLimit"),
        QueueChangeCase(
            name: "hold", families: from5, commands: waiting, change: .holdLimiter(90_000), call: "rateLimit",
            arguments: [.number(90_000)]),
        QueueChangeCase(
            name: "limiter", families: from5, commands: waiting + ["SET Q:limiter 5 PX 60000"],
            change: .releaseLimiter, call: "removeRateLimitKey"),
        QueueChangeCase(
            // The client of 3 passes two limits at once, which Python's Redis client refuses.
            name: "trim-events", families: from4, commands: ["XADD Q:events 1-1 event paused"],
            change: .trimEvents(keeping: 0), call: "trimEvents", arguments: [.number(0)]),
        QueueChangeCase(
            name: "priority-key", families: from4, commands: prioritized + ["ZADD Q:priority 1 9"],
            change: .removePriorityKey, call: "removeDeprecatedPriorityKey"),
    ]
}
