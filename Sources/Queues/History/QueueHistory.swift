/// The past of one queue, or of all together: finely for minutes, coarsely for a day.
public struct QueueHistory: Equatable, Sendable {
    /// Steps of 1 s for 5 min.
    public private(set) var seconds = HistoryTrack(step: 1_000, capacity: 300)
    /// Steps of 10 s for 2 h.
    public private(set) var tens = HistoryTrack(step: 10_000, capacity: 720)
    /// Steps of 1 min for 24 h.
    public private(set) var minutes = HistoryTrack(step: 60_000, capacity: 1_440)
    /// The latest reading, in ms since 1970; nil before the first one.
    public private(set) var seenAt: Milliseconds?

    /// The first reading, in ms since 1970; nil before it.
    private(set) var firstSeenAt: Milliseconds?

    /// The memory that an empty one takes in a dictionary, with its key, in bytes.
    static let base = MemoryLayout<QueueHistory>.stride + 160

    /// Creates an empty past.
    init() {}

    /// The memory that it takes, in bytes.
    var size: Int { Self.base + seconds.bytes.capacity + tens.bytes.capacity + minutes.bytes.capacity }

    /// Notes a reading at a time, in ms since 1970. Up to `hold` ms after a reading it is taken to hold.
    mutating func note(_ point: HistoryPoint, at time: Milliseconds, hold: Milliseconds) {
        let isHeld = seenAt.map { time - $0 <= hold } ?? false
        seconds.note(point, at: time, isHeld: isHeld)
        tens.note(point, at: time, isHeld: isHeld)
        minutes.note(point, at: time, isHeld: isHeld)
        seenAt = time
        firstSeenAt = min(firstSeenAt ?? time, time)
    }

    /// Forgets the older half of what takes most of the memory.
    mutating func shorten() {
        let sizes = [seconds.bytes.count, tens.bytes.count, minutes.bytes.count]
        switch sizes.max() {
        case sizes[2]: minutes.halve()
        case sizes[1]: tens.halve()
        default: seconds.halve()
        }
    }

    /// Returns the finest track that goes back to a time, in ms since 1970; the coarsest where none does.
    public func track(since time: Milliseconds) -> HistoryTrack {
        guard let seenAt else { return minutes }
        return [seconds, tens].first { seenAt - time <= $0.step * Milliseconds($0.capacity) } ?? minutes
    }
}
