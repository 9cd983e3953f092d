import Queues

/// Something that was read from the server, and when.
struct Snapshot<Content: Equatable & Sendable>: Equatable, Sendable {
    var content: Content
    /// The server's clock at the reading; ages on the screen are counted up to it.
    var takenAt: Milliseconds
    /// Our clock when it arrived; its own age is counted from it.
    var receivedAt: Milliseconds
}
