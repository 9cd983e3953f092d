/// The prefix and the name of one queue on a server, as the bytes that Redis holds.
///
/// Both may hold any byte, `:` included; braces of a cluster's hash tag belong to them (data model, 1.1).
public struct QueueID: Hashable, Sendable {
    /// The part before the name, `bull` unless the application chose another one.
    public let prefix: [UInt8]
    /// The queue's name, as the application gave it.
    public let name: [UInt8]

    /// Creates a queue of this prefix and name.
    public init(prefix: [UInt8], name: [UInt8]) {
        self.prefix = prefix
        self.name = name
    }

    /// Creates the queue of a base `prefix:name`: split behind the longest of the prefixes that fits, else at the last
    /// colon (data model, 3.3). Returns nil where a prefix or a name is missing.
    public init?(base: [UInt8], prefixes: [[UInt8]]) {
        let colon = UInt8(ascii: ":")
        let known = prefixes.filter { base.starts(with: $0 + [colon]) }.max { $0.count < $1.count }
        guard let end = known?.count ?? base.lastIndex(of: colon), end > 0, end + 1 < base.count else { return nil }
        self.init(prefix: Array(base[..<end]), name: Array(base[(end + 1)...]))
    }

    /// The base `prefix:name`, which every key of the queue begins with.
    public var base: [UInt8] { prefix + [UInt8(ascii: ":")] + name }

    /// Returns the key `prefix:name:suffix`.
    public func key(_ suffix: String) -> [UInt8] { key(suffix.utf8) }

    /// Returns the key of a job's hash, `prefix:name:id`.
    public func key(of job: JobID) -> [UInt8] { key(job.bytes) }

    private func key(_ suffix: some Collection<UInt8>) -> [UInt8] {
        var key: [UInt8] = []
        key.reserveCapacity(prefix.count + name.count + suffix.count + 2)
        key += prefix
        key.append(UInt8(ascii: ":"))
        key += name
        key.append(UInt8(ascii: ":"))
        key += suffix
        return key
    }
}

extension QueueID: Comparable {
    /// Returns whether `left` comes first: by name, then by prefix, byte by byte.
    public static func < (left: QueueID, right: QueueID) -> Bool {
        left.name == right.name
            ? left.prefix.lexicographicallyPrecedes(right.prefix)
            : left.name.lexicographicallyPrecedes(right.name)
    }
}

/// A job's id: the bytes of the server, unchanged from the reply that has them to the command that uses them.
public struct JobID: Hashable, Sendable {
    /// The id as Redis holds it. It may be invalid UTF-8, and may contain `:`.
    public let bytes: [UInt8]

    /// Creates the id of these bytes.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Creates the id that a person typed.
    public init(_ text: String) { self.bytes = Array(text.utf8) }
}

/// The queue and the id of a job, where several queues are concerned, as in a flow.
public struct JobPlace: Hashable, Sendable {
    /// Its queue.
    public var queue: QueueID
    /// Its id.
    public var id: JobID

    /// Creates the place of a job of a queue.
    public init(queue: QueueID, id: JobID) {
        self.queue = queue
        self.id = id
    }
}
