/// Events that are on the screen as they come.
public struct EventsWatch: Hashable, Sendable {
    /// The most events that are kept.
    public static let limit = 10_000

    /// The queue; nil for all queues.
    public var queue: QueueID?
    /// Events that the screen has taken, those included that it has dropped since.
    public var known = 0
    /// Whether it rests: nothing is read.
    public var isPaused = false

    /// Creates the events of a queue, or of all queues.
    public init(queue: QueueID?) { self.queue = queue }
}

/// What has come since the screen knew of it.
public struct EventsPart: Equatable, Sendable {
    /// Events that came before these, since they are followed.
    public var offset: Int
    /// The events, in the order in which they were read.
    public var events: [FollowedEvent]
    /// Whether no more of them was there to be read.
    public var isComplete: Bool
    /// How many queues are followed.
    public var queues = 0
    /// How many of them keep no events, since they are queues of Bull.
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
    /// The most bytes of a value that are kept, but for ids, which are kept whole.
    public static let valueLimit = 512
    /// The most fields that are kept.
    public static let fieldLimit = 8

    /// Its queue.
    public var queue: QueueID
    /// What happened, with values cut to `valueLimit` bytes.
    public var event: QueueEvent
    /// Whether events before it may be missing: the stream was trimmed past what had been read.
    public var isAfterGap: Bool

    /// Creates an event of a queue; keeps no more of it than the limits allow.
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
