import Foundation
import TestSupport
import Testing

/// Random sequences of operations on random queues: after every step the store must have left the same data as the
/// official client.
@Suite struct SequenceTests {
    /// The number of sequences of all families together; `make conformance` sets another one.
    static let count = setting("SEQUENCES").map { Int($0) } ?? 52
    /// The seed of the first sequence of each family.
    static let seed = setting("SEED") ?? 1
    static let families = ClientFamily.allCases.filter {
        let only = ProcessInfo.processInfo.environment["FAMILY"] ?? ""
        return only.isEmpty || $0.rawValue == only
    }

    private static func setting(_ name: String) -> UInt64? {
        ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
    }

    @Test(arguments: families)
    func leavesWhatTheClientLeavesAfterEveryStep(family: ClientFamily) throws {
        let (ours, theirs) = (try PrivateRedis(), try PrivateRedis())
        let share = UInt64((Self.count + Self.families.count - 1) / Self.families.count)
        var client = try ClientDriver(family, ours: ours, theirs: theirs)
        for seed in Self.seed..<Self.seed + share {
            var run = try SequenceRun(family, seed: seed, client, ours: ours, theirs: theirs)
            guard let difference = try run.firstDifference() else { continue }
            Issue.record("\(difference)")
            client = try ClientDriver(family, ours: ours, theirs: theirs)
        }
    }
}
