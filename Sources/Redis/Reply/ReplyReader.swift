import CHiredis

#if canImport(Glibc)
    import Glibc
#endif

/// Reads replies from the server's bytes with hiredis' reader, which calls back for each part.
///
/// Strings are moved from its buffer into the reply at once, so a large reply is never held three times.
final class ReplyReader {
    /// The maximum length of a line of the protocol, in bytes. A longer one is not from a Redis.
    static let longestLine = 64 * 1024
    /// The maximum number of bytes of a foreign protocol that an error quotes.
    static let quoted = 100
    /// The size above which an empty buffer is freed, in bytes.
    private static let keptBuffer = 1024 * 1024

    private var reader: UnsafeMutablePointer<redisReader>?
    private let functions: UnsafeMutablePointer<redisReplyObjectFunctions>
    private let builder = ReplyBuilder()
    /// The beginning of the reply that is being read: at most `quoted` bytes; empty between replies.
    private let head = UnsafeMutablePointer<UInt8>.allocate(capacity: quoted)
    private var headLength = 0
    private var fed = 0
    private var limit = Int.max
    /// The cutter of long strings, where these are not wanted whole.
    private var cutter: StringCutter?

    init() {
        functions = .allocate(capacity: 1)
        functions.initialize(to: Self.callbacks)
        renew()
    }

    deinit {
        redisReaderFree(reader)
        functions.deallocate()
        head.deallocate()
    }

    private func renew() {
        if let reader { redisReaderFree(reader) }
        reader = redisReaderCreateWithFunctions(functions)
        reader?.pointee.privdata = Unmanaged.passUnretained(builder).toOpaque()
        fed = 0
    }

    /// Allows further replies to take this much memory in all, in bytes. A string beyond `longest` bytes becomes an
    /// array of its beginning and its length.
    func allow(_ bytes: Int, longest: Int? = nil) {
        limit = bytes
        builder.allow(bytes)
        cutter = longest.map(StringCutter.init)
    }

    /// Reads bytes and appends the replies that they complete. Throws `tooLarge` as soon as the server announces a
    /// length beyond the limit.
    func feed(_ bytes: UnsafeRawBufferPointer, into replies: inout [Reply]) throws(RedisError) {
        guard let shortened = cutter?.take(bytes) else { return try read(bytes, into: &replies) }
        guard !shortened.isEmpty else { return }
        let outcome = shortened.withUnsafeBytes { bytes in
            Result<Void, RedisError> { () throws(RedisError) in try read(bytes, into: &replies) }
        }
        try outcome.get()
    }

    private func read(_ bytes: UnsafeRawBufferPointer, into replies: inout [Reply]) throws(RedisError) {
        guard let reader,
            redisReaderFeed(reader, bytes.bindMemory(to: CChar.self).baseAddress, bytes.count) == REDIS_OK
        else { throw .closed("Cannot allocate memory") }
        fed += bytes.count
        while let reply = try next(reader) { replies.append(reply) }
        guard !hasEndlessLine(reader) else { throw violation }
        guard announcedLength(reader) ?? 0 <= builder.room else { throw .tooLarge(limit: limit) }
        // Within a reply the reader has more state than its buffer, so it is replaced only between replies.
        if reader.pointee.len == reader.pointee.pos, headLength == 0, fed > Self.keptBuffer { renew() }
    }

    private func next(_ reader: UnsafeMutablePointer<redisReader>) throws(RedisError) -> Reply? {
        if headLength == 0, let start = reader.pointee.buf {
            headLength = min(reader.pointee.len - reader.pointee.pos, Self.quoted)
            guard headLength > 0 else { return nil }
            memcpy(head, start + reader.pointee.pos, headLength)
        }
        var object: UnsafeMutableRawPointer?
        guard redisReaderGetReply(reader, &object) == REDIS_OK else {
            throw builder.isFull ? .tooLarge(limit: limit) : violation
        }
        guard object != nil else { return nil }
        headLength = 0
        return builder.take()
    }

    /// Returns the length of the string that is being read; nil for other lines. The reader has taken its `$` and waits
    /// for the whole string; it takes any other line only when the line is complete.
    private func announcedLength(_ reader: UnsafeMutablePointer<redisReader>) -> Int? {
        guard let start = reader.pointee.buf else { return nil }
        let rest = UnsafeRawBufferPointer(start: start, count: reader.pointee.len).dropFirst(reader.pointee.pos)
        let digits = rest.prefix { (0x30...0x39).contains($0) }
        guard !digits.isEmpty, rest.dropFirst(digits.count).first == 0x0D else { return nil }
        return Int(String(decoding: digits, as: UTF8.self)) ?? .max
    }

    /// Returns whether a line is too long. The reader would search a line without an end again and again, and keep all
    /// of it.
    private func hasEndlessLine(_ reader: UnsafeMutablePointer<redisReader>) -> Bool {
        let length = reader.pointee.len - reader.pointee.pos
        guard length > Self.longestLine, let start = reader.pointee.buf else { return false }
        return memchr(start + reader.pointee.pos, 0x0D, Self.longestLine) == nil
    }

    /// The error that quotes the first line, cut to 100 bytes.
    private var violation: RedisError { .foreign(Array(UnsafeBufferPointer(start: head, count: headLength))) }
}

extension RedisError {
    /// Returns the error for an answer that is not a Redis', from its beginning.
    static func foreign(_ head: [UInt8]) -> RedisError {
        let line = head.prefix { $0 != 0x0D && $0 != 0x0A }
        let words = String(decoding: line.isEmpty ? head[...] : line, as: UTF8.self)
        if head.starts(with: "HTTP/".utf8) { return .http(words) }
        // A TLS record of version 3.x that is an alert or part of a handshake.
        if head.count > 1, (0x15...0x16).contains(head[0]), head[1] == 3 { return .wantsTLS }
        return .protocolViolation(words)
    }
}

extension ReplyReader {
    /// The callbacks of hiredis, which passes on the objects that these return, and stops at a null one. The builder
    /// stands for all objects.
    private static var callbacks: redisReplyObjectFunctions {
        redisReplyObjectFunctions(
            createString: { task, text, length in
                guard let task else { return nil }
                let bytes = UnsafeRawBufferPointer(start: text, count: length)
                switch task.pointee.type {
                case REDIS_REPLY_STATUS: return ReplyReader.add(.status(Array(bytes)), task)
                case REDIS_REPLY_ERROR: return ReplyReader.add(.error(ServerError(line: bytes)), task)
                default: return ReplyReader.add(.bulk(Array(bytes)), task)
                }
            },
            createArray: { task, count in
                guard let object = task?.pointee.privdata else { return nil }
                return ReplyReader.builder(object).begin(count: Int(count)) ? object : nil
            },
            createInteger: { task, number in ReplyReader.add(.integer(number), task) },
            createNil: { task in ReplyReader.add(.null, task) },
            freeObject: { _ in })
    }

    private static func builder(_ object: UnsafeMutableRawPointer) -> ReplyBuilder {
        Unmanaged<ReplyBuilder>.fromOpaque(object).takeUnretainedValue()
    }

    private static func add(_ reply: Reply, _ task: UnsafePointer<redisReadTask>?) -> UnsafeMutableRawPointer? {
        guard let object = task?.pointee.privdata else { return nil }
        return builder(object).add(reply) ? object : nil
    }
}
