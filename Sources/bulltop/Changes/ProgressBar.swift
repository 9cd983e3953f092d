internal import Dashboard
internal import Queues
internal import Threads

/// How far a change on many jobs is: one line on a terminal, and nothing elsewhere.
struct ProgressBar {
    private let isShown = StandardStream.error.isTerminal
    private var isDirty = false
    private var nextDrawing = MonotonicClock.now + interval

    /// Time between two drawings, in ms; what is done sooner shows none.
    private static let interval: Milliseconds = 100

    /// Shows the progress, now and then.
    mutating func show(_ progress: Progress) {
        let now = MonotonicClock.now
        guard isShown, now >= nextDrawing else { return }
        nextDrawing = now + Self.interval
        isDirty = true
        StandardStream.error.rewriteLine(Format.progress(progress))
    }

    /// Takes it away.
    mutating func clear() {
        guard isDirty else { return }
        isDirty = false
        StandardStream.error.rewriteLine("")
    }
}
