import Foundation

/// One case of the fixtures: a keyspace before and after one operation of the official library.
public struct Fixture: Sendable, CustomStringConvertible {
    /// The folder and the file, like `bullmq6/promote`.
    public let name: String
    /// The library and its version.
    public let library: String
    /// The method that was called.
    public let operation: String
    /// The arguments of the call.
    public let arguments: JSONValue
    /// The base of the queue, `prefix:name`.
    public let queue: String
    /// The library's clock in ms; nil when it does not matter or was read more than once.
    public let now: Int64?
    /// The database before the call.
    public let before: Keyspace
    /// The database after the call.
    public let after: Keyspace
    /// The return value of the call.
    public let result: JSONValue
    /// The messages of Bull's channels, in order.
    public let published: [JSONValue]
    /// Paths to values that depend on the clock.
    public let volatile: Set<String>
    /// Streams whose new entries may come in any order.
    public let unordered: Set<String>
    /// Whether the library misbehaves here, so that its outcome is not the expected one.
    public let isDefect: Bool

    /// The name.
    public var description: String { name }

    /// The directory of the fixtures: `BULLTOP_FIXTURES`, or `Tests/Fixtures` of the package.
    public static var directory: String {
        ProcessInfo.processInfo.environment["BULLTOP_FIXTURES"] ?? Scratch.packageRoot + "/Tests/Fixtures"
    }

    /// Creates the case of this name, like `bullmq6/promote`, from its file, with another prefix than `bull` where one
    /// is given.
    public init(_ name: String, prefix: String = "bull") throws {
        let path = "\(Self.directory)/\(name).json"
        let text = try? String(contentsOfFile: path, encoding: .utf8)
        guard let json = text.flatMap({ JSONValue(Array($0.replacing("bull:", with: prefix + ":").utf8)) }) else {
            throw TestFailure("no fixture at \(path)")
        }
        self.name = name
        library = json["library"]?.string ?? ""
        operation = json["operation"]?.string ?? ""
        arguments = json["arguments"] ?? .null
        queue = json["queue"]?.string ?? ""
        now = json["now"]?.integer
        before = try Keyspace(fixture: json["before"])
        after = try Keyspace(fixture: json["after"])
        result = json["result"] ?? .null
        published = json["published"]?.array ?? []
        volatile = Set(json["volatile"]?.array?.compactMap(\.string) ?? [])
        unordered = Set(json["unordered"]?.array?.compactMap(\.string) ?? [])
        isDefect = json["defect"] == .boolean(true)
    }

    /// Returns the names of all cases in a folder (`bull4`, `bullmq5`, `bullmq6`), sorted.
    public static func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(directory)/\(folder)")
            .filter { $0.hasSuffix(".json") }.map { "\(folder)/\($0.dropLast(5))" }.sorted()
    }

    /// Returns the differences of a database from `after`, one line for each; none when it is as expected.
    ///
    /// `exact`: the operation was given `now`, so that everything except the new ids of streams must be equal.
    /// Otherwise values that depend on the clock are left out.
    public func differences(from actual: Keyspace, exact: Bool) -> [String] {
        KeyspaceComparison(
            volatile: exact ? volatile.filter { $0.hasSuffix(".id") } : volatile, unordered: unordered
        ).differences(expected: after, actual: actual)
    }
}
