import Queues

/// The alarms of a server that is not on the screen.
struct OtherAlarms: Equatable, Sendable {
    /// The number of the server among all.
    let server: Int
    /// Its name.
    let name: String
    let alarms: AlarmBook
    /// The time of its last reading on its clock, ms since 1970.
    let takenAt: Milliseconds

    /// Returns the servers behind the one on the screen for which alarms are raised.
    static func list(_ servers: [ServerSummary]) -> [OtherAlarms] {
        servers.enumerated().compactMap { index, server in
            guard !server.isInFront, server.alarms.raisedCount > 0 else { return nil }
            return OtherAlarms(server: index, name: server.name, alarms: server.alarms, takenAt: server.takenAt ?? 0)
        }
    }

    /// The lines of the attention pane, each with its rank and its age.
    var lines: [Attention.Ranked] {
        alarms.raisedQueues.flatMap { queue in
            alarms.raised(for: queue).map { raised in
                let place = Attention.Elsewhere(server: server, name: name, queue: queue, now: takenAt)
                return Attention.Ranked(
                    Attention(subject: .alarmElsewhere(place, raised)), raised.alarm.level.attentionRank,
                    Format.elapsed(from: raised.since, to: takenAt))
            }
        }
    }
}

extension Alarm.Level {
    /// The rank of its line among those of the attention pane: above all verdicts.
    var attentionRank: Int { self == .critical ? -2 : -1 }
}
