import Queues
import TestSupport

/// Where bulltop differs from a client on purpose, or a client cannot do what its library does. No sequence takes such a
/// step; the tests of the operations show what bulltop does there.
struct KnownDifference {
    /// Why the two are not the same.
    let reason: String
    var layouts = PythonClient.Layout.allCases
    let kinds: Set<SequenceStep.Kind>
    /// Whether it shows in the queue as it is.
    var applies: @Sendable (SequenceStep, QueueView) -> Bool = { _, _ in true }

    static let all = [
        KnownDifference(
            reason: "the library takes the next run of a scheduler out of its list, and leaves an id without a job",
            kinds: [.drain], applies: { _, view in view.hasWaitingRun })
    ]

    /// The first difference that a step would show.
    static func first(
        _ step: SequenceStep, _ view: QueueView, _ layout: PythonClient.Layout
    ) -> KnownDifference? {
        all.first { $0.layouts.contains(layout) && $0.kinds.contains(step.kind) && $0.applies(step, view) }
    }
}

extension QueueView {
    /// The ids of the next runs of schedulers.
    private var nextRuns: Set<[UInt8]> {
        guard case .zset(let times)? = keyspace.entries[key("repeat")]?.value else { return [] }
        return Set(times.map { Array("repeat:".utf8) + $0.key + Array(":\(Int64($0.value))".utf8) })
    }

    /// Whether one of them waits.
    fileprivate var hasWaitingRun: Bool { !nextRuns.isDisjoint(with: ids(.waiting)) }
}
