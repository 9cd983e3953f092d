import Queues
import Redis

extension QueueStore {
    /// Runs a script of a bulk operation, and measures how long it holds the server, in µs. An error reply is returned,
    /// not thrown.
    func time(_ call: OperationCall) throws(Trouble) -> (reply: Reply, microseconds: Int64) {
        let script = rehearsal == nil ? call.script : call.rehearsal
        let timed = try time(script, keys: call.keys, arguments: call.arguments)
        return (rehearsal?.operationReply(in: timed.reply) ?? timed.reply, timed.microseconds)
    }

    /// Runs scripts that the server has, sent together, and measures how long each holds it, in µs. Where the time is not
    /// permitted, or this is a rehearsal, returns only what the first one did.
    func time(_ calls: [OperationCall]) throws(Trouble) -> [(reply: Reply, microseconds: Int64)] {
        guard calls.count > 1, abilities.canReadTime, rehearsal == nil else {
            return try calls.first.map { call throws(Trouble) in [try time(call)] } ?? []
        }
        let commands = calls.map { $0.script.evalsha(keys: $0.keys, arguments: $0.arguments) }
        let isTogether = timesTogether
        var replies = try exchange(commands.flatMap { Self.timing($0, isTogether) })
        return calls.map { _ in timed(&replies, isTogether) }
    }

    /// Runs a script, and measures how long it holds the server, in µs. An error reply is returned, not thrown.
    func time(
        _ script: Script, keys: [[UInt8]], arguments: [[UInt8]]
    ) throws(Trouble) -> (reply: Reply, microseconds: Int64) {
        let timed = try time(script.evalsha(keys: keys, arguments: arguments))
        guard timed.reply.error?.code == "NOSCRIPT" else { return timed }
        return try time(script.eval(keys: keys, arguments: arguments))
    }

    /// Sends a command between two readings of the server's clock, so that the network does not count. Where TIME is
    /// not permitted, the time is the one until the reply, less that of the quickest PING.
    private func time(_ command: Command) throws(Trouble) -> (reply: Reply, microseconds: Int64) {
        if abilities.canReadTime {
            let isTogether = timesTogether
            var replies = try exchange(Self.timing(command, isTogether))
            return timed(&replies, isTogether)
        }
        _ = try ask([Command("PING")])
        fastestRoundTrip = min(fastestRoundTrip, meter.latest)
        var replies = try exchange([command])
        return (replies.reply(), max(0, meter.latest - fastestRoundTrip))
    }

    /// Whether a command and the readings of the clock are one transaction. On a long way they arrive one after the other, and
    /// the clock would measure the way.
    private var timesTogether: Bool {
        isDistant && abilities.canUseTransactions && !server.isCluster && connection?.isCluster == false
    }

    private static func timing(_ command: Command, _ isTogether: Bool) -> [Command] {
        let timed = [Command("TIME"), command, Command("TIME")]
        return isTogether ? [Command("MULTI")] + timed + [Command("EXEC")] : timed
    }

    /// Takes the replies to such commands: returns the one in the middle, and the time between the two clocks. Where a
    /// transaction is refused, its commands were run one by one.
    private func timed(_ replies: inout Replies, _ isTogether: Bool) -> (reply: Reply, microseconds: Int64) {
        guard isTogether else { return timed(&replies) }
        var part = replies.take(5)
        if part.reply().error != nil {
            abilities.canUseTransactions = false
            return timed(&part)
        }
        let (_, queued, _, outcome) = (part.reply(), part.reply(), part.reply(), part.reply())
        guard queued.error == nil else { return (queued, 0) }
        guard let results = outcome.array else { return (outcome, 0) }
        part = Replies(results)
        return timed(&part)
    }

    private func timed(_ replies: inout Replies) -> (reply: Reply, microseconds: Int64) {
        let (before, reply, after) = (replies.reply(), replies.reply(), replies.reply())
        guard let start = before.microseconds, let end = after.microseconds else { return (reply, meter.latest) }
        return (reply, max(0, end &- start))
    }

    /// Sends a script that only reads and is loaded on the server, while the replies to the one before are processed,
    /// and perhaps one more reading after it. Returns nil where nothing can be sent ahead.
    func sendAhead(
        _ script: Script, keys: [[UInt8]], arguments: [[UInt8]], then reading: Command?
    ) -> SentScript? {
        guard abilities.canReadTime, let connection else { return nil }
        let before = Meter.Reading(connection)
        let (command, isTogether) = (script.evalsha(keys: keys, arguments: arguments), timesTogether)
        let commands = Self.timing(command, isTogether) + [reading].compactMap(\.self)
        guard let ticket = connection.sendAhead(commands) else { return nil }
        meter.add(since: before, connection)
        return SentScript(
            ticket: ticket, connection: connection, isTogether: isTogether, hasReading: reading != nil)
    }

    /// Returns what `time` returns, for a script that was sent ahead, and the reply to the reading after it; nil where
    /// it must be run again.
    func time(_ script: SentScript) -> (timed: (reply: Reply, microseconds: Int64), reading: Reply?)? {
        guard let connection, connection === script.connection else { return nil }
        let before = Meter.Reading(connection)
        guard let sent = connection.replies(sentAhead: script.ticket) else { return nil }
        meter.add(since: before, connection)
        var replies = Replies(sent)
        let timed = timed(&replies, script.isTogether)
        guard timed.reply.error?.code != "NOSCRIPT" else { return nil }
        return (timed, script.hasReading ? replies.reply() : nil)
    }
}

/// A script that was sent ahead, with its connection.
struct SentScript {
    let ticket: Int
    let connection: any RedisClient
    /// Whether it is one transaction with the readings of the clock.
    let isTogether: Bool
    /// Whether a reading follows it.
    let hasReading: Bool
}
