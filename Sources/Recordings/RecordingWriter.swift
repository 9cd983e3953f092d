internal import JSONText
public import Queues

/// Makes the lines of a recording. A line of a reading has only the queues that have changed since the line before, except
/// one in each minute, which has all of them.
public struct RecordingWriter: Sendable {
    /// The time between two lines with all queues, in ms.
    static let wholeInterval: Milliseconds = 60_000

    /// The numbers of lines so far.
    public private(set) var counts = Counts()
    private var queues: [QueueID: QueueSummary] = [:]
    private var minutes: [QueueID: QueueMinutes] = [:]
    private var nextWhole = Milliseconds.min

    /// The numbers of lines of a recording.
    public struct Counts: Equatable, Sendable {
        /// The readings of all queues.
        public internal(set) var overviews = 0
        /// The events of queues.
        public internal(set) var events = 0
        /// The messages.
        public internal(set) var messages = 0

        /// Creates the numbers of an empty recording.
        public init() {}
    }

    /// Why a recording ended.
    public enum Ending: String, Sendable {
        /// A signal came.
        case signal
        /// Its time was over.
        case time
    }

    /// Creates a writer that has written nothing.
    public init() {}

    /// The number of queues that were in the last reading.
    public var queueCount: Int { queues.count }

    /// Returns the first line.
    public func line(_ header: RecordingHeader) -> [UInt8] { Self.line(header.json) }

    /// Returns the line of an overview that was read from a server at a time, in ms since 1970 on its clock.
    public mutating func line(_ overview: Overview, of server: ServerStatus, at time: Milliseconds) -> [UInt8] {
        let isWhole = time >= nextWhole
        if isWhole { nextWhole = time + Self.wholeInterval }
        var line = RecordedOverview(
            time: time, isWhole: isWhole, isComplete: overview.discovery.isComplete, server: server)
        line.queues = overview.queues.filter { isWhole || queues[$0.id] != $0 }
        line.minutes = overview.minutes.filter { isWhole || minutes[$0.queue] != $0 }
        line.insight = overview.insight
        let present = Set(overview.queues.map(\.id))
        line.gone = queues.keys.filter { !present.contains($0) }.sorted()
        for queue in line.gone { (queues[queue], minutes[queue]) = (nil, nil) }
        for queue in line.queues { queues[queue.id] = queue }
        for some in line.minutes { minutes[some.queue] = some }
        counts.overviews += 1
        return Self.line(line.json)
    }

    /// Returns the line of an event.
    public mutating func line(_ event: FollowedEvent) -> [UInt8] {
        counts.events += 1
        return Self.line(event.json)
    }

    /// Returns the line of a message.
    public mutating func line(_ message: RecordedMessage) -> [UInt8] {
        counts.messages += 1
        return Self.line(message.json)
    }

    /// Returns the last line; the time is in ms since 1970 on the recorder's clock.
    public func line(_ ending: Ending, at time: Milliseconds) -> [UInt8] {
        Self.line([
            "type": "end", "time": .number(time), "reason": .string(ending.rawValue),
            "overviews": .number(counts.overviews), "events": .number(counts.events),
            "messages": .number(counts.messages),
        ])
    }

    private static func line(_ json: JSON) -> [UInt8] { json.text() + [0x0A] }
}
