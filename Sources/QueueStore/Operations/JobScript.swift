import Queues
import Redis

/// The script of a change, for the family that a queue had a moment ago.
struct JobScript {
    let script: ScriptFile
    let queue: QueueID
    let families: ClosedRange<Family>
    /// The change's own options.
    var options: ScriptOptions
    /// The keys of other queues.
    let others: [[UInt8]]

    /// The result of the search for a script.
    enum Preparation {
        case ready(JobScript)
        /// No job of the queue can be changed in this way, for a reason.
        case refused(Refusal)
    }

    /// The answer of a script.
    enum Answer {
        /// The outcomes of the first jobs; the others did not fit into the reply, and were not changed.
        case jobs([Outcome])
        /// The script ended with an error, which holds for every job.
        case error(Outcome)
    }

    func call(on jobs: [JobID], state: JobState?, now: Milliseconds) -> OperationCall {
        OperationCall(
            script, on: queue, families: families, now: now, seen: state, options: options, jobs: jobs, others: others)
    }
}
