import Queues
import Redis

extension ServerStatus {
    /// Reads the reply to INFO. An error changes nothing.
    mutating func absorb(report: Reply) {
        guard let text = report.text else { return }
        var fields: [Substring: Substring] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            guard let colon = line.firstIndex(of: ":") else { continue }
            fields[line[..<colon]] = line[line.index(after: colon)...]
        }
        product = Self.product(fields)
        version = (fields["valkey_version"] ?? fields["dragonfly_version"] ?? fields["redis_version"]).map(String.init)
        usedMemory = Self.number(fields["used_memory"])
        maxMemory = Self.number(fields["maxmemory"]).flatMap { $0 > 0 ? $0 : nil }
        evictionPolicy = fields["maxmemory_policy"].map(String.init)
        clients = Self.number(fields["connected_clients"]).map { Int(clamping: $0) }
        if fields["redis_mode"] == "cluster" || fields["cluster_enabled"] == "1" { isCluster = true }
        isReplica = fields["role"] == "slave" || fields["role"] == "replica"
        isLoading = fields["loading"] == "1"
        hasSnapshotFailed = fields["rdb_last_bgsave_status"] == "err"
        hasAppendFailed = fields["aof_last_write_status"] == "err"
        isMasterLost = isReplica && fields["master_link_status"] == "down"
        // Before the first connection it is -1, and up to Redis 5 the time since 1970.
        masterLostFor = Self.number(fields["master_link_down_since_seconds"]).flatMap {
            $0 < 1_000_000_000 ? Int(clamping: $0) : nil
        }
        replicaLag = (0..<Self.replicas).compactMap { Self.lag(of: fields["slave\($0)"]) }.max()
    }

    /// The maximum number of replicas that are looked at.
    private static let replicas = 16

    /// Returns the lag of a replica, `ip=10.0.0.8,port=6379,state=online,offset=7,lag=1`; nil where it is not online.
    private static func lag(of line: Substring?) -> Int? {
        guard let parts = line?.split(separator: ","), parts.contains("state=online") else { return nil }
        return parts.first { $0.hasPrefix("lag=") }.flatMap { number($0.dropFirst("lag=".count)) }.map {
            Int(clamping: $0)
        }
    }

    /// Returns a number of a report, at least 0 and within the bound of all numbers of a server.
    private static func number(_ digits: Substring?) -> Int64? {
        digits.flatMap { Number.whole(Array($0.utf8)) }.flatMap { $0 >= 0 ? $0 : nil }
    }

    private static func product(_ fields: [Substring: Substring]) -> String? {
        if fields["dragonfly_version"] != nil { return "dragonfly" }
        if fields["valkey_version"] != nil { return "valkey" }
        return fields["server_name"].map(String.init) ?? (fields["redis_version"] == nil ? nil : "redis")
    }
}
