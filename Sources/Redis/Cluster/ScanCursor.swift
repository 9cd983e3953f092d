/// The progress of a SCAN over all primaries: `version.node.cursor`. Where the cluster has changed meanwhile the SCAN
/// starts again, so that nothing is missed.
struct ScanCursor {
    /// The index of the primary that is scanned now.
    private(set) var node = 0
    private var cursor = "0"
    private let version: Int

    /// Reads the cursor of a SCAN, `0` at the beginning.
    init(_ command: Command, version: Int, masters: Int) {
        self.version = version
        let text = command.arguments.count > 1 ? String(decoding: command.arguments[1], as: UTF8.self) : "0"
        let parts = text.split(separator: ".").map(String.init)
        guard parts.count == 3, Int(parts[0]) == version, let node = Int(parts[1]), node < masters else { return }
        (self.node, cursor) = (node, parts[2])
    }

    /// Returns the command with the cursor of that primary.
    func command(_ command: Command) -> Command {
        let words = command.arguments
        guard words.count > 1 else { return command }
        return Command("SCAN", arguments: [Array(cursor.utf8)] + words.dropFirst(2))
    }

    /// Returns the reply with the next cursor; `0` after the last keys of the last primary.
    func advance(_ reply: Reply, masters: Int) -> Reply {
        guard let parts = reply.array, parts.count == 2, let next = parts[0].text else { return reply }
        let isOver = next == "0"
        let text = isOver && node + 1 >= masters ? "0" : "\(version).\(isOver ? node + 1 : node).\(next)"
        return .array([.bulk(Array(text.utf8)), parts[1]])
    }
}

/// The INFO of all nodes as one report.
enum ClusterReport {
    /// The numbers that are added up.
    private static let sums: Set<String> = ["used_memory", "maxmemory", "connected_clients"]

    /// Returns the first report, with the sums of all reports.
    static func merged(_ reports: [[UInt8]]) -> [UInt8] {
        var totals: [String: Int64] = [:]
        for report in reports {
            for (name, value) in fields(report) where sums.contains(name) {
                totals[name] = (totals[name] ?? 0).addingReportingOverflow(Int64(value) ?? 0).partialValue
            }
        }
        let lines = fields(reports[0]).map { name, value in "\(name):\(totals[name].map(String.init) ?? value)\r\n" }
        return Array(lines.joined().utf8)
    }

    private static func fields(_ report: [UInt8]) -> [(String, String)] {
        report.split { $0 == 0x0A || $0 == 0x0D }.compactMap { line in
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
            return (
                String(decoding: line[..<colon], as: UTF8.self),
                String(decoding: line[(colon + 1)...], as: UTF8.self)
            )
        }
    }
}
