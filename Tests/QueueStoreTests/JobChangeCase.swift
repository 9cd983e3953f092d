import Queues
import TestSupport

/// One change of a job: the commands that make its queue, and the change for the store and for the client's script. The
/// queue is `bull:` and the case's name; `job` makes all its jobs.
struct JobChangeCase {
    let name: String
    /// The families whose client has the call.
    var families = Family.bullmq3 ... .bullmq6
    /// The commands that prepare the queue, besides the settings; `Q` stands for the queue, and the first word of the
    /// id for the job.
    let commands: [String]
    let id: String
    var state: JobState?
    let change: JobChange
    /// The arguments of the client's script, besides queue and id.
    var call: [String: JSONValue]
    /// The expected answer of the client's script.
    var word = "done"

    static let now: Milliseconds = 1_795_466_014_077

    var queue: QueueID { QueueID("bull:\(name)") }

    /// Returns the commands for the settings of a queue and its jobs.
    func preparation(_ family: ClientFamily) -> [String] {
        let settings = "HSET Q:meta opts.maxLenEvents 10000 version \(family.version)"
        // Only clients from 5 on count attempts in these fields.
        let isOld = family.ofQueues < .bullmq5
        return ([settings] + commands).map {
            let command = $0.replacing("Q:", with: "bull:\(name):")
            return isOld
                ? command.replacing(" atm ", with: " attemptsMade ").replacing(" ats ", with: " old ") : command
        }
    }

    /// The operation for the client's script.
    var json: JSONValue {
        .object(call.merging(["queue": .string(name), "id": .string(id)]) { $1 })
    }

    /// Returns the command that creates a job's hash.
    static func job(_ id: String, _ fields: String = "", options: String = "{\"attempts\":0}") -> String {
        let common = "name n data {\"n\":1} timestamp 1795466000000"
        let defaults = ["delay", "priority"].filter { !fields.contains($0 + " ") }.map { " \($0) 0" }.joined()
        return "HSET Q:\(id) \(common) opts \(options)\(defaults)\(fields.isEmpty ? "" : " " + fields)"
    }

    static let failed = "processedOn 1795466000001 finishedOn 1795466000002 failedReason no stacktrace [] atm 2 ats 2"
    static let completed = "processedOn 1795466000001 finishedOn 1795466000002 returnvalue 7 atm 1 ats 1"
    static let paused = "HSET Q:meta paused 1"
}

extension JobChangeCase {
    static let all = retries + promotions + removals + family + delays + priorities + rest

    private static let retryCall: [String: JSONValue] = ["kind": .string("retry"), "state": .string("failed")]

    private static let retries = [
        JobChangeCase(
            name: "retry", commands: [job("1", failed), "ZADD Q:failed 1795466000002 1 5 other", "RPUSH Q:wait x"],
            id: "1", state: .failed, change: .retry(), call: retryCall),
        JobChangeCase(
            name: "retry-lifo",
            commands: [job("1", failed, options: "{\"lifo\":true}"), "ZADD Q:failed 2 1", "RPUSH Q:wait x y"],
            id: "1", state: .failed, change: .retry(),
            call: retryCall.merging(["lifo": .boolean(true)]) { $1 }),
        JobChangeCase(
            name: "retry-completed", commands: [job("1", completed), "ZADD Q:completed 2 1"], id: "1",
            state: .completed, change: .retry(),
            call: ["kind": .string("retry"), "state": .string("completed")]),
        JobChangeCase(
            name: "retry-priority",
            commands: [job("1", failed + " priority 3"), "ZADD Q:failed 2 1", "RPUSH Q:wait x", "SET Q:pc 8"], id: "1",
            state: .failed, change: .retry(), call: retryCall),
        // The client of 3 sends it to `wait`, where workers take it in spite of the pause.
        JobChangeCase(
            name: "retry-paused", families: .bullmq4 ... .bullmq6,
            commands: [paused, job("1", failed), "ZADD Q:failed 2 1"], id: "1", state: .failed, change: .retry(),
            call: retryCall),
        JobChangeCase(
            name: "retry-maxed", families: .bullmq5 ... .bullmq6,
            commands: ["HSET Q:meta concurrency 1", "RPUSH Q:active x", job("1", failed), "ZADD Q:failed 2 1"], id: "1",
            state: .failed, change: .retry(), call: retryCall),
        JobChangeCase(
            name: "retry-reset", families: .bullmq5 ... .bullmq6, commands: [job("1", failed), "ZADD Q:failed 2 1"],
            id: "1", state: .failed, change: .retry(resetting: [.made, .started]),
            call: retryCall.merging([
                "reset": .object(["resetAttemptsMade": .boolean(true), "resetAttemptsStarted": .boolean(true)])
            ]) { $1 }),
        JobChangeCase(
            name: "retry-child", families: .bullmq5 ... .bullmq6,
            commands: [
                job("p"), "ZADD Q:waiting-children 5 p", "ZADD Q:p:unsuccessful 5 bull:retry-child:ünï",
                job("ünï", failed + " parentKey bull:retry-child:p"), "ZADD Q:failed 2 ünï",
            ], id: "ünï", state: .failed, change: .retry(), call: retryCall),
    ]

    private static let promotions =
        ["", "priority 4"].flatMap { fields in
            [false, true].map { isPaused in
                JobChangeCase(
                    name: "promote\(fields.isEmpty ? "" : "-priority")\(isPaused ? "-paused" : "")",
                    commands: [
                        job("1", "delay 60000 \(fields)"), "ZADD Q:delayed 7354243539259392 1 8354243539259392 x",
                    ]
                        + (isPaused ? [paused] : []),
                    id: "1", state: .delayed, change: .promote, call: ["kind": .string("promote")])
            }
        } + [
            // Without jobs, workers of 3 and 4 wait for the marker of the next delayed one.
            JobChangeCase(
                name: "promote-marker", families: .bullmq3 ... .bullmq4,
                commands: [
                    job("1", "delay 60000"), "ZADD Q:delayed 7354243539259392 1", "RPUSH Q:wait 0:1795466014077",
                ],
                id: "1", state: .delayed, change: .promote, call: ["kind": .string("promote")])
        ]
}
