public import Queues

extension Format {
    /// Returns how far an operation is: `12 000 of 100 000, 98 000/s, 1 m 20 s left`. The rate is that of the time so
    /// far; without one, and behind the last job, there is nothing to say of the rest.
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

    /// What takes longer than 100 days has no end that is worth telling, in s.
    private static let longestRest = 8_640_000.0

    /// `less than 1 s`, `8 s`, `1 m 20 s`.
    private static func rest(seconds: Int) -> String { seconds <= 1 ? "less than 1 s" : twoUnits(seconds: seconds) }
}
