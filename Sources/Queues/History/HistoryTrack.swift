/// The past of a queue in steps of one length, up to a number of steps.
///
/// The steps are kept as their differences: a step in which nothing has changed takes a part of two bytes, others one
/// byte and about one for each value that has changed. So a quiet queue costs almost nothing, and no value is rounded.
public struct HistoryTrack: Equatable, Sendable {
    /// The length of a step, in ms.
    public let step: Milliseconds
    /// The maximum number of steps; older ones are forgotten.
    public let capacity: Int

    /// The steps that are over, encoded, from `start` on.
    private(set) var bytes: [UInt8] = []
    private var start = 0
    /// The number of the first of these steps since 1970, and how many they are.
    private var first: Int64 = 0
    private(set) var count = 0
    /// The step before the first one, and the last one.
    private var head = HistoryPoint.gap
    private var tail = HistoryPoint.gap
    /// The index of the byte that counts the steps at the end that are equal; nil where the last one has changed.
    private var run: Int?
    /// The step that is not over, and its number; nil before the first reading.
    private var open = HistoryPoint.gap
    private var openStep: Int64?

    /// Creates a track without a past.
    init(step: Milliseconds, capacity: Int) { (self.step, self.capacity) = (step, capacity) }

    /// The steps that are kept, by their numbers since 1970; the last one is not over.
    public var steps: Range<Int64> { openStep.map { first..<$0 + 1 } ?? 0..<0 }

    /// Notes a reading. Steps since the one before are filled with it where it still held, and are gaps otherwise.
    ///
    /// - Parameters:
    ///   - point: The values that were read.
    ///   - time: When, in ms since 1970, not before 1970.
    ///   - isHeld: Whether the reading before was the latest one that was due.
    mutating func note(_ point: HistoryPoint, at time: Milliseconds, isHeld: Bool) {
        let number = max(0, time) / step
        guard let last = openStep, number - last < Int64(capacity) else { return begin(point, at: number) }
        // A clock that was set back a little says nothing new; one that was set back far begins again.
        guard number >= last else { return last - number > Int64(capacity) ? begin(point, at: number) : () }
        guard number > last else { return open.follow(with: point) }
        append(open)
        for _ in last + 1..<number { append(isHeld ? open : .gap) }
        (open, openStep) = (point, number)
    }

    private mutating func begin(_ point: HistoryPoint, at number: Int64) {
        self = HistoryTrack(step: step, capacity: capacity)
        (open, openStep, first) = (point, number, number)
    }

    private mutating func append(_ point: HistoryPoint) {
        if point == tail {
            if let run, bytes[run] < .max {
                bytes[run] += 1
            } else {
                bytes += [0, 1]
                run = bytes.count - 1
            }
        } else {
            HistoryCode.append(point, after: tail, to: &bytes)
            (tail, run) = (point, nil)
        }
        count += 1
        if count >= capacity { forgetFirst() }
    }

    /// Forgets the oldest step.
    private mutating func forgetFirst() {
        guard count > 0 else { return }
        if bytes[start] != 0 {
            start = HistoryCode.read(&head, from: bytes, at: start)
        } else if bytes[start + 1] > 1 {
            bytes[start + 1] -= 1
        } else {
            if run == start + 1 { run = nil }
            start += 2
        }
        (count, first) = (count - 1, first + 1)
        if start > 256, start * 2 > bytes.count { compact() }
    }

    private mutating func compact() {
        bytes = Array(bytes[start...])
        run = run.map { $0 - start }
        start = 0
    }

    /// Forgets the older half of the steps.
    mutating func halve() {
        for _ in 0..<(count + 1) / 2 { forgetFirst() }
        compact()
    }

    /// Calls `body` with the number since 1970 and the values of each step that is kept, the oldest first.
    public func forEach(_ body: (Int64, HistoryPoint) -> Void) {
        guard let openStep else { return }
        var (point, index, number) = (head, start, first)
        while index < bytes.count {
            if bytes[index] == 0 {
                for _ in 0..<bytes[index + 1] {
                    body(number, point)
                    number += 1
                }
                index += 2
            } else {
                index = HistoryCode.read(&point, from: bytes, at: index)
                body(number, point)
                number += 1
            }
        }
        body(openStep, open)
    }

    /// Returns the values of some steps, by their numbers since 1970; those that are not kept are gaps.
    public func points(_ wanted: Range<Int64>) -> [HistoryPoint] {
        var points = Array(repeating: HistoryPoint.gap, count: wanted.count)
        forEach { number, point in if wanted.contains(number) { points[Int(number - wanted.lowerBound)] = point } }
        return points
    }
}
