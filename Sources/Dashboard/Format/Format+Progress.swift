public import Queues

extension Format {
    /// Returns the progress of an operation: `12 000 of 100 000, 98 000/s, 1 m 20 s left`. The rate is the average so
    /// far; without a rate, and after the last job, the rest is left out.
    public static func progress(_ progress: Progress) -> String {
        let tried = progress.tried
        let done = progress.total.map { "\(count(tried)) of \(count($0))" } ?? count(tried)
        let rate = Double(tried) * 1_000 / Double(max(1, progress.elapsed))
        guard rate > 0, rate < Double(Int.max) else { return done }
        let speed = done + ", \(count(Int(rate)))/s"
        guard let total = progress.total, total > tried else { return speed }
        let seconds = Double(total - tried) / rate
        return seconds < longestRest ? "\(speed), \(rest(seconds: Int(seconds.rounded(.up)))) left" : speed
    }

    /// The longest remaining time that is shown, 100 days, in s.
    private static let longestRest = 8_640_000.0

    /// Returns the remaining time: `less than 1 s`, `8 s`, `1 m 20 s`.
    private static func rest(seconds: Int) -> String { seconds <= 1 ? "less than 1 s" : twoUnits(seconds: seconds) }
}
