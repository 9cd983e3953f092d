import Queues
import Redis
import Threads

/// Adds up the costs of the pipelines of one refresh.
struct Meter {
    /// The counters of a connection and the clock at one moment.
    struct Reading {
        let traffic: Traffic
        /// The time, in µs.
        let time = MonotonicClock.microseconds

        init(_ connection: any RedisClient) { traffic = connection.traffic }

        init(_ tracking: any KeyTracker) { traffic = tracking.traffic }
    }

    private(set) var cost = ReadCost()
    /// The time of the latest pipeline, in µs.
    private(set) var latest: Int64 = 0

    /// Notes the time of a pipeline that is not part of a refresh, in µs.
    mutating func note(latest microseconds: Int64) { latest = microseconds }

    mutating func add(since before: Reading, _ connection: any RedisClient) {
        add(from: before, to: Reading(connection))
    }

    mutating func add(since before: Reading, _ tracking: any KeyTracker) { add(from: before, to: Reading(tracking)) }

    private mutating func add(from before: Reading, to now: Reading) {
        latest = now.time - before.time
        cost.commands += now.traffic.commands - before.traffic.commands
        cost.bytes += now.traffic.bytes - before.traffic.bytes
        cost.roundTrips += now.traffic.roundTrips - before.traffic.roundTrips
        cost.microseconds += latest
    }
}
