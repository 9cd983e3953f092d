/// A time on the monotonic clock by which something must have happened.
struct Deadline {
    /// How long it was when it was set, in ms: what a time-out error tells.
    let milliseconds: Int64
    private let instant: ContinuousClock.Instant

    init(milliseconds: Int64) {
        self.milliseconds = milliseconds
        instant = .now.advanced(by: .milliseconds(milliseconds))
    }

    /// What is left, in ms, rounded up; 0 when it is over.
    var remaining: Int64 {
        let left = ContinuousClock.now.duration(to: instant).components
        return max(0, left.seconds * 1000 + (left.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
