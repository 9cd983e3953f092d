/// What an operation would do if it were performed now: the server has looked at everything that it would look at then, and
/// changed nothing.
public struct Rehearsal: Hashable, Sendable {
    /// What would become of it.
    public var outcome: Outcome
    /// The first jobs that it would change, at most `sampleLength`.
    public var sample: [JobID]

    /// The most jobs that are listed.
    public static let sampleLength = 10

    /// Creates an operation that would end like this.
    public init(_ outcome: Outcome, sample: [JobID] = []) {
        self.outcome = outcome
        self.sample = sample
    }
}
