internal import Dashboard
internal import Queues

/// How far a change on many jobs is: one line on a terminal, and nothing elsewhere.
struct ProgressBar {
    private let isShown = StandardStream.error.isTerminal
    private var isDirty = false
    private var nextDrawing = WallClock.steady + interval

    /// Time between two drawings, in ms; what is done sooner shows none.
    private static let interval: Milliseconds = 100

    /// Shows the progress, now and then.
    mutating func show(_ progress: Progress) {
        let now = WallClock.steady
        guard isShown, now >= nextDrawing else { return }
        nextDrawing = now + Self.interval
        isDirty = true
        StandardStream.error.write("\r\u{1B}[K" + Self.text(progress))
    }

    /// Takes it away.
    mutating func clear() {
        guard isDirty else { return }
        isDirty = false
        StandardStream.error.write("\r\u{1B}[K")
    }

    /// `12 000 of 100 000, 98 000/s, 1 s left`.
    static func text(_ progress: Progress) -> String {
        let tried = progress.tried
        let rate = Double(tried) * 1_000 / Double(max(1, progress.elapsed))
        let speed = ", \(Format.count(Int(rate)))/s"
        guard let total = progress.total, total > 0 else { return Format.count(tried) + speed }
        let rest = rate > 0 ? Milliseconds(Double(max(0, total - tried)) / rate) : 0
        return "\(Format.count(tried)) of \(Format.count(total))\(speed), \(rest) s left"
    }
}
