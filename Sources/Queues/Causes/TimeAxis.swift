/// Steps of time of equal width. To hold an earlier or later time, the steps become wider and two become one.
public struct TimeAxis: Equatable, Sendable {
    /// The number of steps.
    public static let steps = 64
    /// The narrowest step: 1 s.
    public static let narrowest: Milliseconds = 1_000
    /// The widest step: 64 of them are about 49 days. Older times count for the first step.
    public static let widest: Milliseconds = 65_536_000

    /// The beginning of the first step, ms since 1970; a multiple of `width`.
    public private(set) var start: Milliseconds = 0
    /// The width of a step, in ms.
    public private(set) var width = TimeAxis.narrowest
    /// Whether no time was added yet.
    public private(set) var isEmpty = true
    /// The number of steps that are filled when the axis changes; the others are room for later times.
    private static let used: Milliseconds = 55
    /// The newest time that was added, in ms since 1970.
    public private(set) var newest: Milliseconds = 0
    /// The oldest time that was added, in ms since 1970.
    public private(set) var oldest: Milliseconds = 0

    /// The steps from the one of the oldest time to the one of the newest.
    public var used: Range<Int> { isEmpty ? 0..<0 : step(of: oldest)..<step(of: newest) + 1 }

    /// Creates an axis without a time.
    public init() {}

    /// Makes room for a time. Move the counts of the old axis to the new one with `moved(_:from:)`.
    ///
    /// - Parameter time: 0 or more, and not beyond the year 9999.
    /// - Returns: Whether the steps changed.
    public mutating func include(_ time: Milliseconds) -> Bool {
        let fits = !isEmpty && start..<start + Milliseconds(Self.steps) * width ~= time
        (oldest, newest) = isEmpty ? (time, time) : (min(oldest, time), max(newest, time))
        let isTooOld = width == Self.widest && time < start
        guard !fits, isEmpty || !isTooOld else { return false }
        isEmpty = false
        while width < Self.widest, newest / width - oldest / width >= Self.used { width *= 2 }
        start = (newest / width - Self.used) * width
        return true
    }

    /// Returns the step of a time, 0..<steps; earlier times are in the first step.
    public func step(of time: Milliseconds) -> Int {
        Int(min(max(0, (time - start) / width), Milliseconds(Self.steps - 1)))
    }

    /// Returns the counts of an older axis on this one. Nothing is lost: each step of the older axis lies in one step
    /// of this one.
    public func moved(_ counts: [Int], from older: TimeAxis) -> [Int] {
        var moved = Array(repeating: 0, count: Self.steps)
        for (index, count) in counts.enumerated() where count > 0 {
            moved[step(of: older.start + Milliseconds(index) * older.width)] += count
        }
        return moved
    }
}
