import Queues
import TestSupport
import Testing

/// The operations of the fixtures as those of the store.
extension Fixture {
    /// The clock of the operation, ms since 1970: where the library was given no time, ours.
    var clock: Milliseconds { arguments["timestamp"]?.integer ?? now ?? Clock.now }

    /// Returns the operation on a job that was seen in a state.
    func jobOperation(seenIn state: JobState?) throws -> Queues.Operation {
        let own = QueueID(queue)
        let named = arguments["queue"]?.bytes.map { QueueID(prefix: own.prefix, name: $0) }
        let job = JobID(try #require(arguments["jobId"]?.string))
        return .job(try jobChange, Queues.Operation.Target(queue: named ?? own, job: job, state: state))
    }

    /// The operation on a queue.
    var queueOperation: Queues.Operation { get throws { .queue(try queueChange, QueueID(queue)) } }

    /// The operation that adds a job.
    var addition: Queues.Operation { get throws { .queue(.add(try NewJob(arguments)), QueueID(queue)) } }

    /// The operation on a scheduler.
    var schedulerOperation: Queues.Operation {
        get throws {
            if operation == "upsertJobScheduler" {
                return .queue(.upsertScheduler(try NewScheduler(arguments)), QueueID(queue))
            }
            return .queue(.removeScheduler(try #require(arguments["schedulerId"]?.bytes)), QueueID(queue))
        }
    }

    /// The change of a job as the store's type.
    private var jobChange: JobChange {
        get throws {
            switch operation {
            case "retry":
                return .retry(resetting: arguments["opts"] == nil ? [] : [.made, .started])
            case "promote": return .promote
            case "remove": return .remove(children: arguments["removeChildren"] != .boolean(false))
            case "removeUnprocessedChildren": return .removeUnprocessedChildren
            case "removeChildDependency": return .breakDependency
            case "changeDelay": return .changeDelay(.after(arguments["delay"]?.integer ?? -1))
            case "changePriority":
                let priority = Int(arguments["priority"]?.integer ?? -1)
                return .changePriority(priority, inFront: arguments["lifo"] == .boolean(true))
            case "updateData": return .updateData(arguments["data"]?.bytes ?? [])
            case "log", "addJobLog": return .addLog(arguments["row"]?.bytes ?? [])
            case "clearLogs": return .clearLogs()
            default: throw TestFailure("unknown operation \(operation)")
            }
        }
    }

    /// The change of a queue as the store's type.
    private var queueChange: QueueChange {
        get throws {
            func number(_ name: String) -> Int { Int(arguments[name]?.integer ?? -1) }
            switch operation {
            case "pause": return .pause
            case "resume": return .resume
            case "drain": return .drain(delayed: arguments["delayed"] == .boolean(true))
            case "clean":
                let type = arguments["type"]?.string ?? ""
                let state = ["wait", "paused"].contains(type) ? JobState.waiting : JobState(rawValue: type)
                guard let state else { throw TestFailure("unknown state \(type)") }
                return .clean(CleanRequest(state: state, grace: Int64(number("grace")), limit: number("limit")))
            case "obliterate": return .obliterate(force: arguments["force"] == .boolean(true))
            case "retryJobs":
                return .retryAll(arguments["state"]?.string.flatMap(JobState.init) ?? .failed)
            case "promoteJobs": return .promoteAll
            case "setGlobalConcurrency": return .setConcurrency(number("concurrency"))
            case "setGlobalRateLimit":
                return .setRateLimit(RateLimit(max: number("max"), duration: Int64(number("duration"))))
            case "rateLimit": return .holdLimiter(Int64(number("expireTimeMs")))
            default: throw TestFailure("unknown operation \(operation)")
            }
        }
    }
}
