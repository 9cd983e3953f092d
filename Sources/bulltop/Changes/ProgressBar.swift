internal import Dashboard
internal import Queues
internal import Threads

/// The progress of a change of many jobs: one line on a terminal, and nothing elsewhere.
struct ProgressBar {
    private let isShown = StandardStream.error.isTerminal
    private var isDirty = false
    private var nextDrawing = MonotonicClock.now + interval

    /// The time between two drawings, in ms; shorter changes show no progress.
    private static let interval: Milliseconds = 100

    /// Shows the progress, at most once in an interval.
    mutating func show(_ progress: Progress) {
        let now = MonotonicClock.now
        guard isShown, now >= nextDrawing else { return }
        nextDrawing = now + Self.interval
        isDirty = true
        StandardStream.error.rewriteLine(Format.progress(progress))
    }

    /// Removes the line.
    mutating func clear() {
        guard isDirty else { return }
        isDirty = false
        StandardStream.error.rewriteLine("")
    }
}
