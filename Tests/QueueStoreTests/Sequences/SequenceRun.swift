import Queues
import Redis
import TestSupport

@testable import QueueStore

/// One sequence: random queues on two servers, and steps that the store takes on one of them and the client on the
/// other.
struct SequenceRun {
    static let steps = 200
    /// The maximum number of events of a queue before the compared ones are removed.
    private static let mostEvents = 60

    let seed: UInt64
    let family: ClientFamily
    private let ours: Side
    private let theirs: Side
    private let client: ClientDriver
    private var generator: StepGenerator
    private var now: Milliseconds = 1_795_466_000_427

    /// One of the two servers.
    private struct Side {
        let bench: Bench
        let mirror: KeyspaceMirror
        let subscriber: Subscriber

        init(_ redis: PrivateRedis) throws {
            bench = try Bench(redis)
            mirror = KeyspaceMirror(bench.connection)
            subscriber = try Subscriber(bench)
        }

        func events(of queue: QueueID) -> Int {
            guard case .stream(let events)? = mirror.keyspace.entries[queue.key("events")]?.value else { return 0 }
            return events.count
        }
    }

    init(
        _ family: ClientFamily, seed: UInt64, _ client: ClientDriver, ours: PrivateRedis, theirs: PrivateRedis
    ) throws {
        (self.family, self.seed, self.client) = (family, seed, client)
        (self.ours, self.theirs) = (try Side(ours), try Side(theirs))
        var dice = Dice(seed: seed)
        generator = StepGenerator(family, dice: Dice(seed: dice.next()))
        var start = Keyspace()
        for queue in generator.queues {
            let random = RandomQueue(queue, family, dice: Dice(seed: dice.next()), now: now)
            start.entries.merge(random.keyspace.entries) { $1 }
        }
        for side in [self.ours, self.theirs] {
            try start.load(into: side.bench.connection)
            _ = try side.mirror.refresh()
        }
    }

    /// Takes all steps. Returns the first difference; nil where there is none.
    mutating func firstDifference() throws -> String? {
        for index in 1...Self.steps {
            now += generator.dice.happens(10) ? generator.dice.roll(1...4_000_000) : generator.dice.roll(0...9_000)
            let step = try generator.next(theirs.mirror.keyspace, now: now)
            let lines = try differences(after: step)
            guard lines.isEmpty else {
                return "seed \(seed), \(family.rawValue), step \(index): \(step)\n" + lines.joined(separator: "\n")
                    + "\nAgain: make conformance SEQUENCES=1 SEED=\(seed) FAMILY=\(family.rawValue)"
            }
            try tidy(after: step)
        }
        return nil
    }

    private func differences(after step: SequenceStep) throws -> [String] {
        let outcomes = step.operations.map { ours.bench.store.perform($0, now: step.now) }
        let word = try client.perform(step.call, now: step.now)
        let changed = try ours.mirror.refresh().union(try theirs.mirror.refresh())
        let (actual, expected) = (
            ours.mirror.keyspace.normal(changed), theirs.mirror.keyspace.normal(changed)
        )
        let comparison = KeyspaceComparison(unordered: step.isUnordered ? expected.streams : [])
        var lines = comparison.differences(expected: expected, actual: actual)
        if let complaint = complaint(outcomes, word) { lines.append(complaint) }
        let (said, heard) = (try ours.subscriber.messages(), try theirs.subscriber.messages())
        if said != heard { lines.append("published \(said) instead of \(heard)") }
        return lines
    }

    /// Returns what is wrong with the outcome of an operation, or that the client's workers differ from each other; nil
    /// for nothing.
    private func complaint(_ outcomes: [Outcome], _ word: String) -> String? {
        if word.hasPrefix("unequal") { return "the workers differ: \(word)" }
        for case .failed(let trouble) in outcomes { return "failed: \(trouble); the client: \(word)" }
        for case .refused(.server(let refusal)) in outcomes { return "failed: \(refusal); the client: \(word)" }
        if case .added(let id, _, _)? = outcomes.first, outcomes.count == 1, word != "id \(id.bytes.text)" {
            return "added \(id.bytes.text); the client: \(word)"
        }
        return nil
    }

    /// Restores the settings of an obliterated queue, as the library does when it opens one, and removes old events,
    /// and those whose order is not fixed.
    private func tidy(after step: SequenceStep) throws {
        let meta = step.queue.key("meta")
        let isGone = theirs.mirror.keyspace.entries[meta] == nil
        let most = step.isUnordered ? 0 : Self.mostEvents
        for side in [ours, theirs] {
            var commands = generator.queues.filter { side.events(of: $0) > most }.map {
                Command("XTRIM", arguments: [$0.key("events")] + ["MAXLEN", "0"].map { Array($0.utf8) })
            }
            if isGone {
                let fields = ["opts.maxLenEvents", "10000", "version", family.version].map { Array($0.utf8) }
                commands.append(Command("HSET", arguments: [meta] + fields))
            }
            _ = try side.bench.connection.pipeline(commands)
        }
    }
}
