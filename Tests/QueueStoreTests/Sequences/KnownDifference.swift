import Queues
import TestSupport

/// A case in which bulltop differs from a client on purpose, or a client cannot do what its library does. No sequence
/// takes such a step; the tests of the operations show what bulltop does there.
struct KnownDifference {
    /// The reason why the two are not the same.
    let reason: String
    var families = ClientFamily.allCases
    let kinds: Set<SequenceStep.Kind>
    /// Whether the difference shows in the current state of the queue.
    var applies: @Sendable (SequenceStep, QueueView) -> Bool = { _, _ in true }

    static let all = [
        KnownDifference(
            reason: "the library takes the next run of a scheduler out of its list, and leaves an id without a job",
            kinds: [.drain], applies: { _, view in view.hasWaitingRun }),
        KnownDifference(
            reason: "a limit counts the jobs that the library looks at, and with us those that are removed",
            kinds: [.clean], applies: { step, view in view.isLongerThanLimit(step) }),
        KnownDifference(
            reason: "with a limit, the library of 3 takes the scores of delayed jobs for times",
            families: [.bullmq3], kinds: [.clean], applies: { step, _ in step.call["state"] == .string("delayed") }),
        KnownDifference(
            reason: "the libraries of 3 and 4 take the markers in their lists for jobs",
            families: [.bullmq3, .bullmq4],
            kinds: [.clean, .drain], applies: { _, view in view.hasMarker }),
        KnownDifference(
            reason: "the Python client of 4 is older than the libraries that bring a marker forward",
            families: [.bullmq4], kinds: [.add, .flow, .revive],
            applies: { step, view in
                (step.operations.map(\.queue) + [step.target].compactMap(\.self)).contains {
                    QueueView(queue: $0, keyspace: view.keyspace).hasMarker
                }
            }),
        KnownDifference(
            reason: "the library wakes no worker where a limit does not hold it any more",
            families: ClientFamily.recent, kinds: [.concurrency], applies: { _, view in view.sleeps }),
        KnownDifference(
            reason: "the library of 5 wakes no worker where jobs are in the list of a queue that is not paused",
            families: [.bullmq5], kinds: [.resume], applies: { _, view in !view.list("wait").isEmpty }),
        KnownDifference(
            reason: "the library of 3 tells of the removal of a job that does not exist", families: [.bullmq3],
            kinds: [.remove], applies: { step, view in step.job.map { view.exists(view.key(of: $0)) } == false }),
        KnownDifference(
            reason: "the library overwrites the job that has the next number for its id", kinds: [.add],
            applies: { step, view in step.job == nil && view.exists(view.nextKey) }),
        KnownDifference(
            reason: "the library counts a job that it refuses, for it exists and belongs to another parent",
            families: ClientFamily.recent, kinds: [.add],
            applies: { step, view in view.belongsElsewhere(step) }),
        KnownDifference(
            reason: "the library of 4 gives a job two parents, and one of them waits for ever when it is removed",
            families: [.bullmq4], kinds: [.add], applies: { step, view in view.belongsElsewhere(step) }),
        KnownDifference(
            reason: "the library writes over the job of a pattern's next run where a worker has taken it early",
            families: ClientFamily.recent, kinds: [.upsertScheduler],
            applies: { step, view in step.hasPattern && view.hasEarlyRun(step) }),
        KnownDifference(
            reason: "the library does not find the queue of a child whose id has colons", kinds: [.add],
            applies: { step, _ in step.call["opts"]?["parent"] != nil && step.job?.contains(UInt8(ascii: ":")) == true }
        ),
        KnownDifference(
            reason: "when all jobs are retried, parents wait again for theirs since 6.2.1 only", families: [.bullmq5],
            kinds: [.retryAll], applies: { _, view in view.hasFinishedChildren }),
        KnownDifference(
            reason: "where only `paused` holds ids, a queue may still be one of 5", families: [.bullmq6],
            kinds: Set(SequenceStep.Kind.allCases).subtracting([.resume]), applies: { _, view in view.mayBeOlder }),
        KnownDifference(
            reason: "the library of 6 cleans `wait` and leaves what an upgrade has left in `paused`",
            families: [.bullmq6], kinds: [.clean], applies: { _, view in !view.list("paused").isEmpty }),
        KnownDifference(
            reason: "the library's call for all delayed jobs ignores priorities, and leaves the delay",
            kinds: [.promoteAll],
            applies: { _, view in !view.members("delayed").isEmpty }),
        KnownDifference(
            reason: "the library's call for all finished jobs ignores priorities and `lifo`", kinds: [.retryAll],
            applies: { _, view in view.hasFinishedWithOrder }),
        KnownDifference(
            reason: "a job that would fail at once is not retried", kinds: [.retry, .retryAll],
            applies: { _, view in view.hasDeferredFailure }),
        KnownDifference(
            reason: "the library of 6 leaves the next run of a paused queue beside a new one", families: [.bullmq6],
            kinds: [.upsertScheduler],
            applies: { step, view in view.isPaused && view.nextRun(of: step.job).map(view.list("wait").contains) == true
            }),
        KnownDifference(
            reason: "the Python client of 5 takes the last of six fields of a pattern for the seconds",
            families: [.bullmq5], kinds: [.upsertScheduler], applies: { step, _ in step.hasSeconds }),
        KnownDifference(
            reason: "the library of 4 leaves a job of priority 0 among the prioritized ones, and knows no front there",
            families: [.bullmq4], kinds: [.changePriority], applies: { step, view in step.leavesPriority(view) }),
        KnownDifference(
            reason: "the library of 3 sends a retried job of a paused queue to where workers take it all the same",
            families: [.bullmq3], kinds: [.retry], applies: { _, view in view.isPaused }),
    ]

    /// Returns the first difference that a step would show; nil for none.
    static func first(
        _ step: SequenceStep, _ view: QueueView, _ family: ClientFamily
    ) -> KnownDifference? {
        all.first { $0.families.contains(family) && $0.kinds.contains(step.kind) && $0.applies(step, view) }
    }
}
