import Queues
import Redis
import Threads

/// The metrics of one queue that a screen follows.
struct FollowedMetrics {
    let request: MetricsRequest
    /// The latest reading; nil before the first one.
    var metrics: QueueMetrics?
    /// The step in which the latest reading was made, by its number since 1970.
    var last: Int64 = 0
    /// The earliest time of the next reading, and of the next sample, on the monotonic clock, in ms.
    var nextReading = MonotonicClock.now
    var nextSample = MonotonicClock.now
    /// Whether the numbers have changed since the latest sample.
    var isSampleOld = true

    /// Creates metrics of which nothing is read.
    init(_ request: MetricsRequest) { self.request = request }

    /// Returns the steps whose kept jobs are counted again: all at first, and then the last two.
    func due(of steps: Range<Int64>) -> Range<Int64> {
        guard metrics != nil, last < steps.upperBound, last - 1 > steps.lowerBound else { return steps }
        return last - 1..<steps.upperBound
    }

    /// Returns the numbers of the latest reading for some steps before those that are due; nil where there are none.
    func known(_ counts: StepCounts?, _ steps: Range<Int64>) -> [Int?] {
        guard let counts, counts.source == .kept else { return Array(repeating: nil, count: steps.count) }
        return steps.map { step in
            let index = Int(step - last) + counts.counts.count - 1
            return counts.counts.indices.contains(index) ? counts.counts[index] : nil
        }
    }
}
