import Queues

/// The output of the commands that ran in the background, within bounds.
struct Outputs: Equatable, Sendable {
    /// The maximum number of runs whose output is kept.
    static let runLimit = 20
    /// The maximum number of lines that are kept of a run, the latest ones.
    static let lineLimit = 2_000
    /// The maximum length of a line, in bytes.
    static let longestLine = 4_096

    /// The output of one run.
    struct Output: Equatable, Sendable {
        let run: OwnRun
        /// When it began and ended, in ms since 1970 on our clock.
        let begun: Milliseconds
        fileprivate(set) var ended: Milliseconds?
        fileprivate(set) var end: OwnEnd?
        /// The lines, without their ends.
        fileprivate(set) var lines: [[UInt8]] = []
        /// The number of lines that were dropped.
        fileprivate(set) var dropped = 0
        /// Whether the last line may get more.
        private var isOpen = false

        /// Creates an output without a line.
        init(of run: OwnRun, begun: Milliseconds) { (self.run, self.begun) = (run, begun) }

        /// Adds what was printed.
        fileprivate mutating func append(_ bytes: [UInt8]) {
            for (index, part) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
                if index > 0 { isOpen = false }
                guard !part.isEmpty || index > 0 else { continue }
                if index > 0 || !isOpen { lines.append([]) }
                isOpen = true
                let last = lines.count - 1
                lines[last] = Array((lines[last] + part).prefix(Outputs.longestLine))
            }
            // What follows a line's end begins another line, once there is something.
            if bytes.last == 0x0A {
                lines.removeLast()
                isOpen = false
            }
            let excess = max(0, lines.count - Outputs.lineLimit)
            lines.removeFirst(excess)
            dropped += excess
        }
    }

    /// The runs, the earliest first.
    private(set) var all: [Output] = []
    /// The number of the next run.
    private(set) var nextNumber = 1

    /// Notes that a run begins.
    mutating func begin(_ run: OwnRun, at now: Milliseconds) {
        nextNumber = run.number + 1
        guard run.command.isBackground else { return }
        all.append(Output(of: run, begun: now))
        // One that still runs is kept.
        if all.count > Self.runLimit, let oldest = all.firstIndex(where: { $0.end != nil }) { all.remove(at: oldest) }
    }

    /// Adds what a run has printed.
    mutating func append(_ bytes: [UInt8], to run: OwnRun) {
        guard let index = all.firstIndex(where: { $0.run.number == run.number }) else { return }
        all[index].append(bytes)
    }

    /// Notes that a run has ended.
    mutating func end(_ run: OwnRun, _ end: OwnEnd, at now: Milliseconds) {
        guard let index = all.firstIndex(where: { $0.run.number == run.number }) else { return }
        (all[index].end, all[index].ended) = (end, now)
    }

    /// Returns the output of a run; nil where it has none.
    func output(of run: OwnRun) -> Output? { all.first { $0.run.number == run.number } }
}
