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

    var takenAt: Milliseconds { reading.takenAt }
    var receivedAt: Milliseconds { reading.receivedAt }
}
