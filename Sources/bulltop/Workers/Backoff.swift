internal import Queues

/// How long to wait before trying again what failed: 0.5 s first, twice as long each time, and never more than 30 s.
struct Backoff: Sendable {
    private static let shortest: Milliseconds = 500
    private static let longest: Milliseconds = 30_000
    private var next = shortest

    /// The time to wait now, in ms. A fifth of it is chance, so that many clients do not come back at once.
    mutating func wait() -> Milliseconds {
        defer { next = min(next * 2, Self.longest) }
        return next - Milliseconds.random(in: 0...(next / 5))
    }

    /// It worked: the next failure is the first one again.
    mutating func reset() { next = Self.shortest }
}
