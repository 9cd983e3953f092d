import Queues
import Redis

/// The script of a change, for the family that a queue had a moment ago.
struct JobScript {
    let script: ScriptFile
    let queue: QueueID
    let families: ClosedRange<Family>
    /// The change's own arguments.
    var options: ScriptOptions
    /// Keys of other queues.
    let others: [[UInt8]]

    /// What became of the search for a script.
    enum Preparation {
        case ready(JobScript)
        /// Why no job of the queue can be changed like that.
        case refused(Refusal)
    }

    /// What a script answers.
    enum Answer {
        /// The outcomes of the first jobs; of the others it could not reply any more, and has left them alone.
        case jobs([Outcome])
        /// The script ended as a whole: what holds for every job.
        case error(Outcome)
    }

    func call(on jobs: [JobID], state: JobState?, now: Milliseconds) -> OperationCall {
        OperationCall(
            script, on: queue, families: families, now: now, seen: state, options: options, jobs: jobs, others: others)
    }
}
