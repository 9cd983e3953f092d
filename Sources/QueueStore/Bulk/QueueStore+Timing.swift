import Queues
import Redis

extension QueueStore {
    /// Runs a script of a bulk operation, and measures how long it holds the server, in µs. An error reply is a value.
    func time(_ call: OperationCall) throws(Trouble) -> (reply: Reply, microseconds: Int64) {
        let script = rehearsal == nil ? call.script : call.rehearsal
        let timed = try time(script, keys: call.keys, arguments: call.arguments)
        return (rehearsal?.operationReply(in: timed.reply) ?? timed.reply, timed.microseconds)
    }

    /// Runs a script, and measures how long it holds the server, in µs. An error reply is a value.
    func time(
        _ script: Script, keys: [[UInt8]], arguments: [[UInt8]]
    ) throws(Trouble) -> (reply: Reply, microseconds: Int64) {
        let timed = try time(script.evalsha(keys: keys, arguments: arguments))
        guard timed.reply.error?.code == "NOSCRIPT" else { return timed }
        return try time(script.eval(keys: keys, arguments: arguments))
    }

    /// Sends a command between two looks at the server's clock: the network does not count. Where that clock is not
    /// permitted, it is the time until the reply, less that of the quickest PING.
    private func time(_ command: Command) throws(Trouble) -> (reply: Reply, microseconds: Int64) {
        if abilities.canReadTime {
            var replies = try exchange([Command("TIME"), command, Command("TIME")])
            let (before, reply, after) = (replies.reply(), replies.reply(), replies.reply())
            guard let start = before.microseconds, let end = after.microseconds else { return (reply, meter.latest) }
            return (reply, max(0, end &- start))
        }
        _ = try ask([Command("PING")])
        fastestRoundTrip = min(fastestRoundTrip, meter.latest)
        var replies = try exchange([command])
        return (replies.reply(), max(0, meter.latest - fastestRoundTrip))
    }
}
