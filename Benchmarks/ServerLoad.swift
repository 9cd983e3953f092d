import Redis

/// The load of a server so far.
struct ServerLoad {
    /// The CPU time of the server, in ms.
    var cpu: Double
    /// The number of commands that it ran, with those inside scripts.
    var commands: Double
    /// The number of bytes that it has sent.
    var bytes: Double

    /// Reads the load of a server.
    init(_ connection: Connection) throws {
        let text = try connection.pipeline([Command("INFO", "cpu"), Command("INFO", "stats")])
            .map { $0.bytes.map { String(decoding: $0, as: UTF8.self) } ?? "" }.joined(separator: "\r\n")
        func field(_ name: String) -> Double {
            let line = text.split(separator: "\r\n").first { $0.hasPrefix(name + ":") }
            return line.flatMap { Double($0.dropFirst(name.count + 1)) } ?? 0
        }
        cpu = (field("used_cpu_user") + field("used_cpu_sys")) * 1000
        commands = field("total_commands_processed")
        bytes = field("total_net_output_bytes")
    }
}
