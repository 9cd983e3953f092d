import Queues

/// Something that was read from the server, and when.
struct Snapshot<Content: Equatable & Sendable>: Equatable, Sendable {
    var content: Content
    var reading: Reading

    /// What an answer brought that arrives now, on our clock.
    init(_ content: Content, of answer: Answer, at now: Milliseconds) {
        self.content = content
        reading = Reading(takenAt: answer.takenAt, receivedAt: now)
    }

    /// What belongs to a reading.
    init(_ content: Content, reading: Reading) {
        self.content = content
        self.reading = reading
    }

    var takenAt: Milliseconds { reading.takenAt }
    var receivedAt: Milliseconds { reading.receivedAt }
}

/// When something was read.
struct Reading: Equatable, Sendable {
    /// The server's clock at the reading; ages on the screen are counted up to it.
    var takenAt: Milliseconds
    /// Our clock when it arrived; its own age is counted from it.
    var receivedAt: Milliseconds
}
