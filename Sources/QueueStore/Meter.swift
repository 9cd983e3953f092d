import Queues
import Redis
import Threads

/// Adds up what the pipelines of one refresh cost.
struct Meter {
    /// A connection's counters and the clock, at one moment.
    struct Reading {
        let traffic: Traffic
        /// In µs.
        let time = MonotonicClock.microseconds

        init(_ connection: any RedisClient) { traffic = connection.traffic }

        init(_ tracking: KeyTracking) { traffic = tracking.traffic }
    }

    private(set) var cost = ReadCost()
    /// The time of the latest pipeline, in microseconds.
    private(set) var latest: Int64 = 0

    mutating func add(since before: Reading, _ connection: any RedisClient) {
        add(from: before, to: Reading(connection))
    }

    mutating func add(since before: Reading, _ tracking: KeyTracking) { add(from: before, to: Reading(tracking)) }

    private mutating func add(from before: Reading, to now: Reading) {
        latest = now.time - before.time
        cost.commands += now.traffic.commands - before.traffic.commands
        cost.bytes += now.traffic.bytes - before.traffic.bytes
        cost.roundTrips += now.traffic.roundTrips - before.traffic.roundTrips
        cost.microseconds += latest
    }
}
