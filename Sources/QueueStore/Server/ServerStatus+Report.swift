import Queues
import Redis

extension ServerStatus {
    /// Takes over what INFO says. A refusal leaves everything as it is.
    mutating func absorb(report: Reply) {
        guard let text = report.text else { return }
        var fields: [Substring: Substring] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            guard let colon = line.firstIndex(of: ":") else { continue }
            fields[line[..<colon]] = line[line.index(after: colon)...]
        }
        product = Self.product(fields)
        version = (fields["valkey_version"] ?? fields["dragonfly_version"] ?? fields["redis_version"]).map(String.init)
        usedMemory = fields["used_memory"].flatMap { Int64($0) }
        maxMemory = fields["maxmemory"].flatMap { Int64($0) }.flatMap { $0 > 0 ? $0 : nil }
        evictionPolicy = fields["maxmemory_policy"].map(String.init)
        clients = fields["connected_clients"].flatMap { Int($0) }
        if let mode = fields["redis_mode"] { isCluster = mode == "cluster" }
        if let enabled = fields["cluster_enabled"] { isCluster = enabled == "1" }
        isReplica = fields["role"] == "slave" || fields["role"] == "replica"
    }

    private static func product(_ fields: [Substring: Substring]) -> String? {
        if fields["dragonfly_version"] != nil { return "dragonfly" }
        if fields["valkey_version"] != nil { return "valkey" }
        return fields["server_name"].map(String.init) ?? (fields["redis_version"] == nil ? nil : "redis")
    }
}
