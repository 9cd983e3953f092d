import Queues

/// Finished jobs of some queues of which the newest are compared.
struct JobSample {
    /// With fewer completed jobs of the same time others are compared as well.
    static let enough = 100
    /// The most parts of a time.
    private static let mostParts = 8
    /// The most readings that begin at once: a part is begun in each queue.
    private static let mostReadings = 16

    private let state: JobState
    private let queues: [QueueID]
    private var since: Milliseconds?
    private var until: Milliseconds?
    /// The most jobs.
    private(set) var limit = Comparison.sampleLimit

    /// Parts of completed jobs, in the order in which they are read.
    struct Parts {
        /// Jobs that ended in a span of time, the newest part first.
        var inside: [JobSample] = []
        /// Jobs that ended before it, and after it.
        var outside: [JobSample]
    }

    /// Creates a sample of the jobs that ended until a time, in ms since 1970.
    init(_ state: JobState, in queues: [QueueID], until last: Milliseconds? = nil) {
        // A score may have a fraction.
        (self.state, self.queues, until) = (state, queues, last.map { $0 < .max ? $0 + 1 : $0 })
    }

    var cursors: [JobCursor] {
        queues.flatMap { JobCursor.cursors(in: $0, state, since: since, until: until) }
    }

    /// Returns the same of fewer jobs.
    func limited(to limit: Int) -> JobSample {
        var sample = self
        sample.limit = limit
        return sample
    }

    private func within(_ since: Milliseconds?, _ until: Milliseconds?) -> JobSample {
        var sample = self
        (sample.since, sample.until) = (since, until)
        return sample
    }

    /// Returns the time in which jobs ended, in ms since 1970, without the first twentieth of them: a few that failed long before
    /// the others would make it a wide one.
    static func span(of jobs: [ComparedJob]) -> ClosedRange<Milliseconds>? {
        let times = jobs.compactMap(\.endedAt).filter { 0...CauseTally.latest ~= $0 }.sorted()
        guard let last = times.last else { return nil }
        return times[times.count / 20]...last
    }

    /// Returns the parts of jobs that ended in a time, each as long as the others, and those outside of it.
    func parts(of span: ClosedRange<Milliseconds>) -> Parts {
        let length = span.upperBound - span.lowerBound + 1
        let count = min(length, Milliseconds(max(1, min(Self.mostParts, Self.mostReadings / max(1, queues.count)))))
        let starts = (0...count).map { span.lowerBound + length / count * $0 }
        let inside = zip(starts, starts.dropFirst()).map { start, next in
            within(start, next == starts.last ? span.upperBound : next - 1)
        }
        return Parts(
            inside: inside.reversed(), outside: [within(nil, span.lowerBound - 1), within(span.upperBound + 1, nil)])
    }
}
