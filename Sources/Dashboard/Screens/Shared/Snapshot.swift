import Queues

/// A content that was read from the server, with its time.
struct Snapshot<Content: Equatable & Sendable>: Equatable, Sendable {
    var content: Content
    var reading: Reading

    /// Creates the snapshot of an answer that arrives at `now` on our clock.
    init(_ content: Content, of answer: Answer, at now: Milliseconds) {
        self.content = content
        reading = Reading(takenAt: answer.takenAt, receivedAt: now)
    }

    /// Creates the snapshot of a content that belongs to a reading.
    init(_ content: Content, reading: Reading) {
        self.content = content
        self.reading = reading
    }

    var takenAt: Milliseconds { reading.takenAt }
    var receivedAt: Milliseconds { reading.receivedAt }
}

/// The time of a reading on two clocks.
struct Reading: Equatable, Sendable {
    /// The server's clock at the reading; ages on the screen are counted up to it.
    var takenAt: Milliseconds
    /// Our clock at its arrival; the age of the reading is counted from it.
    var receivedAt: Milliseconds
}
