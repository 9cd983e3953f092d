public import Redis

/// A copy of a database that is kept up to date by reading only changed keys.
public final class KeyspaceMirror {
    /// The content of the database at the last refresh.
    public private(set) var keyspace = Keyspace()
    private let connection: Connection
    private var digests: [[UInt8]: [UInt8]] = [:]

    /// The script that returns every key and a digest of its value and of whether it expires, in turns.
    private static let script = Script(
        Array(
            """
            local reply = {}
            for _, key in ipairs(redis.call('KEYS', '*')) do
                local life = redis.call('PTTL', key) < 0 and 'stays' or 'expires'
                reply[#reply + 1] = key
                reply[#reply + 1] = redis.sha1hex(redis.call('DUMP', key) .. life)
            end
            return reply
            """.utf8))

    /// Creates a mirror of the database that a connection has selected.
    public init(_ connection: Connection) { self.connection = connection }

    /// Refreshes the copy, and returns the keys whose values have changed since the last time.
    public func refresh() throws -> Set<[UInt8]> {
        let reply = try connection.run(Self.script, keys: [], arguments: []).array?.compactMap(\.bytes) ?? []
        var found: [[UInt8]: [UInt8]] = [:]
        for index in stride(from: 0, to: reply.count - 1, by: 2) { found[reply[index]] = reply[index + 1] }
        let gone = Set(digests.keys).subtracting(found.keys)
        let changed = found.filter { digests[$0.key] != $0.value }.map(\.key)
        for key in gone { keyspace.entries[key] = nil }
        for (key, entry) in try snapshot(of: connection, keys: changed).entries { keyspace.entries[key] = entry }
        digests = found
        return gone.union(changed)
    }
}
