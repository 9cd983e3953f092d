/// The destination of a command in a cluster.
enum Route: Equatable {
    /// The primary of this key's slot.
    case key([UInt8])
    /// The primary of these keys, which must be in one slot.
    case keys([[UInt8]])
    /// The primary of each key, with one command each; the integers in the replies are added.
    case sum([[UInt8]])
    /// Every primary; their replies are joined.
    case everywhere
    /// One primary after the other.
    case scan
    /// The same node as the rest of the pipeline.
    case anywhere

    init(_ command: Command) {
        let words = command.arguments
        let rest = words.dropFirst()
        switch words.first.map({ String(decoding: $0, as: UTF8.self).uppercased() }) ?? "" {
        case "EVAL", "EVALSHA", "EVAL_RO", "EVALSHA_RO", "FCALL", "FCALL_RO":
            let count = words.count > 2 ? Int(String(decoding: words[2], as: UTF8.self)) ?? 0 : 0
            let keys = Array(words.dropFirst(3).prefix(max(0, count)))
            self = keys.isEmpty ? .anywhere : .keys(keys)
        case "EXISTS", "DEL", "UNLINK", "TOUCH":
            self = rest.count > 1 ? .sum(Array(rest)) : .key(rest.first ?? [])
        case "XREAD":
            let streams = words.firstIndex { String(decoding: $0, as: UTF8.self).uppercased() == "STREAMS" }
            self = streams.flatMap { words.indices.contains($0 + 1) ? .key(words[$0 + 1]) : nil } ?? .anywhere
        case "MEMORY", "OBJECT", "XINFO": self = words.count > 2 ? .key(words[2]) : .anywhere
        case "DBSIZE", "INFO", "CLIENT": self = .everywhere
        case "SCAN": self = .scan
        case "PING", "TIME", "ECHO", "CONFIG", "SCRIPT", "ACL", "COMMAND", "LATENCY", "SLOWLOG", "ROLE", "HELLO",
            "AUTH",
            "CLUSTER", "SELECT", "PUBLISH":
            self = .anywhere
        default: self = rest.first.map(Route.key) ?? .anywhere
        }
    }
}
