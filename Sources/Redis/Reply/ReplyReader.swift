import CHiredis

#if canImport(Glibc)
    import Glibc
#endif

/// Turns the server's bytes into replies: hiredis' reader, which calls back for each part.
///
/// Strings go from its buffer into the reply at once, so a large reply is never held three times.
final class ReplyReader {
    /// No line of the protocol is longer; one without end is not a Redis'.
    static let longestLine = 64 * 1024
    /// The most bytes of a foreign protocol that an error quotes.
    static let quoted = 100
    /// A buffer that grew beyond this is given back once it is empty.
    private static let keptBuffer = 1024 * 1024

    private var reader: UnsafeMutablePointer<redisReader>?
    private let functions: UnsafeMutablePointer<redisReplyObjectFunctions>
    private let builder = ReplyBuilder()
    /// How the reply that is being read begins: at most `quoted` bytes, none between replies.
    private let head = UnsafeMutablePointer<UInt8>.allocate(capacity: quoted)
    private var headLength = 0
    private var fed = 0
    private var limit = Int.max
    /// What shortens long strings before they are read, where they are not wanted whole.
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

    /// From now on replies may take this much memory in all, in bytes. A string beyond `longest` bytes arrives as an array of its
    /// beginning and its length.
    func allow(_ bytes: Int, longest: Int? = nil) {
        limit = bytes
        builder.allow(bytes)
        cutter = longest.map(StringCutter.init)
    }

    /// Takes bytes as they came and appends the replies that they complete. Throws `tooLarge` as soon as a length that the
    /// server announces is beyond what is allowed.
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
        // In the middle of a reply the reader keeps more than its buffer; it is renewed between replies only.
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

    /// Returns the length of the string that is under way. The reader has taken its `$` and waits for the whole string;
    /// any other line it takes once it has ended.
    private func announcedLength(_ reader: UnsafeMutablePointer<redisReader>) -> Int? {
        guard let start = reader.pointee.buf else { return nil }
        let rest = UnsafeRawBufferPointer(start: start, count: reader.pointee.len).dropFirst(reader.pointee.pos)
        let digits = rest.prefix { (0x30...0x39).contains($0) }
        guard !digits.isEmpty, rest.dropFirst(digits.count).first == 0x0D else { return nil }
        return Int(String(decoding: digits, as: UTF8.self)) ?? .max
    }

    /// Returns the reader would search a line without end again and again, and keep all of it.
    private func hasEndlessLine(_ reader: UnsafeMutablePointer<redisReader>) -> Bool {
        let length = reader.pointee.len - reader.pointee.pos
        guard length > Self.longestLine, let start = reader.pointee.buf else { return false }
        return memchr(start + reader.pointee.pos, 0x0D, Self.longestLine) == nil
    }

    /// The first line of what came, cut to 100 bytes.
    private var violation: RedisError { .foreign(Array(UnsafeBufferPointer(start: head, count: headLength))) }
}

extension RedisError {
    /// Returns what answers is not a Redis; this is how its answer begins.
    static func foreign(_ head: [UInt8]) -> RedisError {
        let line = head.prefix { $0 != 0x0D && $0 != 0x0A }
        let words = String(decoding: line.isEmpty ? head[...] : line, as: UTF8.self)
        if head.starts(with: "HTTP/".utf8) { return .http(words) }
        // A record of TLS that is an alert or belongs to a handshake, of a version 3.x.
        if head.count > 1, (0x15...0x16).contains(head[0]), head[1] == 3 { return .wantsTLS }
        return .protocolViolation(words)
    }
}

extension ReplyReader {
    /// hiredis only passes on the objects that these return and stops at a null one; the builder stands for all.
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
