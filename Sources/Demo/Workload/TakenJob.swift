internal import JSONText
internal import Queues
internal import Redis

/// A job that a worker took.
struct TakenJob {
    let id: [UInt8]
    let name: String
    let data: JSON
    /// The time that the job waits before the next attempt if this one fails, in ms; nil for the last attempt.
    let backoff: Milliseconds?

    /// Creates a job from the reply of `take-job.lua`; nil where there was none.
    init?(_ reply: Reply) {
        guard let parts = reply.array, parts.count == 6, let id = parts[0].bytes, let name = parts[1].text,
            let data = parts[2].bytes, let made = parts[3].integer, let allowed = parts[4].integer,
            let delay = parts[5].integer
        else { return nil }
        self.id = id
        self.name = name
        // An operator may have edited it.
        self.data = (try? JSON(data)) ?? .null
        // Exponential, as BullMQ computes it: 2 ^ (attempts made - 1) times the delay, with this attempt counted.
        backoff = made + 1 < allowed ? delay << min(max(0, made), 20) : nil
    }
}
