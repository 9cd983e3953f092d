import Queues
import Redis

/// Adds up what the pipelines of one refresh cost.
struct Meter {
    /// A connection's counters and the clock, at one moment.
    struct Reading {
        let commands: Int
        let bytes: Int
        let roundTrips: Int
        let instant = ContinuousClock.now

        init(_ connection: Connection) {
            commands = connection.commandsSent
            bytes = connection.bytesReceived
            roundTrips = connection.roundTrips
        }
    }

    private(set) var cost = ReadCost()
    /// The time of the latest pipeline, in microseconds.
    private(set) var latest: Int64 = 0

    mutating func add(since before: Reading, _ connection: Connection) {
        let now = Reading(connection)
        latest = Int64((now.instant - before.instant) / .microseconds(1))
        cost.commands += now.commands - before.commands
        cost.bytes += now.bytes - before.bytes
        cost.roundTrips += now.roundTrips - before.roundTrips
        cost.microseconds += latest
    }
}
