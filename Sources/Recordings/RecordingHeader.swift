internal import JSONText
public import Queues

/// The first line of a recording: what made it, of which server, and when.
public struct RecordingHeader: Equatable, Sendable {
    /// The version of the form of the lines.
    public static let format: Int64 = 1

    /// The version of bulltop.
    public var version: String
    /// The address of the server, `host:port` or the path of a socket, without user and password.
    public var address: String
    /// The number of the logical database.
    public var database: Int
    /// The prefixes of the queues' keys.
    public var prefixes: [[UInt8]]
    /// When it began, in ms since 1970 on the recorder's clock.
    public var start: Milliseconds
    /// The time between two readings, in ms.
    public var interval: Milliseconds
    /// From when on a verdict was passed.
    public var thresholds = HealthThresholds.standard

    /// Creates the header of a recording.
    public init(
        version: String, address: String, database: Int, prefixes: [[UInt8]], start: Milliseconds,
        interval: Milliseconds
    ) {
        (self.version, self.address, self.database, self.prefixes) = (version, address, database, prefixes)
        (self.start, self.interval) = (start, interval)
    }

    /// The header as a line's value.
    var json: JSON {
        let limits = HealthThreshold.allCases.map { JSON.Member($0.entry.name, .number(thresholds[$0])) }
        return .object([
            .init("type", "recording"), .init("format", .number(Self.format)), .init("version", .string(version)),
            .init("server", .string(address)), .init("database", .number(database)),
            .init("prefixes", .array(prefixes.map { .bytes($0) })), .init("start", .number(start)),
            .init("interval", .number(interval)), .init("thresholds", .object(limits)),
        ])
    }

    /// Reads the value of the first line.
    init(_ json: JSON) throws(RecordingProblem) {
        guard json["type"]?.bytes == Array("recording".utf8), let format = json["format"]?.integer else {
            throw RecordingProblem("it is not a recording of bulltop")
        }
        guard format == Self.format else {
            throw RecordingProblem("its form is \(format), and this version of bulltop knows form \(Self.format)")
        }
        let prefixes = json["prefixes"]?.elements?.compactMap(\.anyBytes) ?? []
        guard let address = json["server"]?.bytes, let start = json["start"]?.integer, !prefixes.isEmpty else {
            throw RecordingProblem("server, start or prefixes are missing")
        }
        self.init(
            version: String(decoding: json["version"]?.bytes ?? [], as: UTF8.self),
            address: String(decoding: address, as: UTF8.self),
            database: json["database"]?.count ?? 0, prefixes: prefixes, start: start,
            interval: min(max(100, json["interval"]?.integer ?? 1_000), 3_600_000))
        for threshold in HealthThreshold.allCases {
            guard let value = json["thresholds"]?[threshold.entry.name]?.integer else { continue }
            let bounds = threshold.entry.bounds
            thresholds[threshold] = min(max(value, bounds.lowerBound), bounds.upperBound)
        }
    }
}

/// The reason why a line of a recording cannot be read, in words that follow the number of the line.
public struct RecordingProblem: Error, Hashable, Sendable {
    /// The words.
    public let words: String

    init(_ words: String) { self.words = words }
}

extension JSON {
    /// The value of a whole number that is a count, 0 or more; nil for other values.
    var count: Int? { integer.flatMap { $0 >= 0 ? Int(exactly: $0) : nil } }

    /// The text of a string.
    var text: String? { bytes.map { String(decoding: $0, as: UTF8.self) } }
}
