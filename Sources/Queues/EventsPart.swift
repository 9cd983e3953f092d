/// The events that a screen follows.
public struct EventsWatch: Hashable, Sendable {
    /// The maximum number of events that are kept.
    public static let limit = 10_000

    /// The queue; nil for all queues.
    public var queue: QueueID?
    /// The number of events that the screen has taken, those included that it has dropped since.
    public var known = 0
    /// Whether following is paused: nothing is read.
    public var isPaused = false

    /// Creates the events of a queue, or of all queues.
    public init(queue: QueueID?) { self.queue = queue }
}

/// The events that came after those that the screen has taken.
public struct EventsPart: Equatable, Sendable {
    /// The number of events that came before these since following began.
    public var offset: Int
    /// The events, in the order in which they were read.
    public var events: [FollowedEvent]
    /// Whether no more events can be read now.
    public var isComplete: Bool
    /// The number of queues that are followed.
    public var queues = 0
    /// The number of followed queues that keep no events, since they are Bull's.
    public var silent = 0
    /// The streams that could not be read.
    public var unreadable = UnreadableKeys()

    /// Creates a part of the events.
    public init(offset: Int, events: [FollowedEvent], isComplete: Bool) {
        self.offset = offset
        self.events = events
        self.isComplete = isComplete
    }
}

/// An event of one of the queues that are followed.
public struct FollowedEvent: Equatable, Sendable {
    /// The maximum number of bytes of a value that are kept. Ids are kept whole.
    public static let valueLimit = 512
    /// The maximum number of fields that are kept.
    public static let fieldLimit = 8

    /// Its queue.
    public var queue: QueueID
    /// The event, with values cut to `valueLimit` bytes.
    public var event: QueueEvent
    /// Whether events before it may be missing: the stream was trimmed past what had been read.
    public var isAfterGap: Bool

    /// Creates an event of a queue, cut to the limits.
    public init(queue: QueueID, event: QueueEvent, isAfterGap: Bool = false) {
        self.queue = queue
        self.isAfterGap = isAfterGap
        let fields = event.fields.prefix(Self.fieldLimit).map { field in
            let isID = ["jobId", "deduplicatedJobId"].contains { field.name.elementsEqual($0.utf8) }
            return QueueEvent.Field(
                Array(field.name.prefix(Self.valueLimit)),
                isID ? field.value : Array(field.value.prefix(Self.valueLimit)))
        }
        self.event = QueueEvent(id: event.id, fields: fields)
    }
}
