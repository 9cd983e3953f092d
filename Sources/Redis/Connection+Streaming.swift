#if canImport(Glibc)
    import Glibc
#endif

extension Connection {
    /// Sends a command and passes the string in its reply to `take` in pieces, as they come, so that a string of any
    /// length takes no memory. Returns a reply of another kind: null, an error. Once `take` returns false the rest is
    /// not read, and the connection is closed.
    public func stream(_ command: Command, to take: (ArraySlice<UInt8>) -> Bool) throws(RedisError) -> Reply? {
        settle()
        guard isOpen else { throw .closed("The connection is closed") }
        var exchange = begin([command], limit: Self.replyLimit)
        var string = StreamedString()
        while !string.isDone, !exchange.isDone {
            let events = try advance(&exchange, &string, take)
            guard events != 0, isOpen else {
                if !isOpen { return nil }
                continue
            }
            do {
                try waiter.wait(for: events, on: transport.descriptor, until: exchange.deadline)
            } catch {
                throw giveUp(error)
            }
        }
        return exchange.replies.first
    }

    /// Writes and reads as much as is possible now. Returns the poll(2) events to wait for; 0 when something moved.
    private func advance(
        _ exchange: inout Exchange, _ string: inout StreamedString, _ take: (ArraySlice<UInt8>) -> Bool
    ) throws(RedisError) -> Int32 {
        do throws(RedisError) {
            try waiter.checkStop()
            let sent = bytesSent
            var events = write(&exchange)
            switch transport.read(into: buffer.bytes) {
            case .bytes(let count):
                bytesReceived += count
                let bytes = UnsafeRawBufferPointer(rebasing: buffer.bytes[..<count])
                if string.isOther {
                    try reader.feed(bytes, into: &exchange.replies)
                } else if !(try string.feed(Array(bytes)[...], to: take)) {
                    close()
                } else if string.isOther {
                    try feed(string.head, into: &exchange.replies)
                }
                exchange.moved(timeout: replyTimeout)
                return 0
            case .wantsToRead:
                if let failure = exchange.writeFailure { throw failure }
                events |= POLLIN
            case .wantsToWrite: events |= POLLOUT
            case .failed(let error): throw exchange.writeFailure ?? error
            }
            return bytesSent == sent ? events : 0
        } catch {
            close()
            throw error
        }
    }

    private func feed(_ bytes: [UInt8], into replies: inout [Reply]) throws(RedisError) {
        let outcome = bytes.withUnsafeBytes { bytes in
            Result<Void, RedisError> { () throws(RedisError) in try reader.feed(bytes, into: &replies) }
        }
        try outcome.get()
    }
}

/// A reply that is a string and is passed on in pieces.
struct StreamedString {
    /// The beginning of the reply's first line; of another reply than a string, everything that came.
    private(set) var head: [UInt8] = []
    /// The number of bytes of the string that are still to come, and of the end of its line; nil before the end of the
    /// first line.
    private var left: (content: Int, end: Int)?
    /// Whether it is another reply than a string.
    private(set) var isOther = false

    /// Whether the whole string has come.
    var isDone: Bool { left.map { $0.content == 0 && $0.end == 0 } ?? false }

    /// Takes the next bytes. Returns false once `take` wants no more.
    mutating func feed(
        _ bytes: ArraySlice<UInt8>, to take: (ArraySlice<UInt8>) -> Bool
    ) throws(RedisError) -> Bool {
        var bytes = bytes
        if left == nil {
            head += bytes
            guard head[0] == UInt8(ascii: "$"), !head.starts(with: "$-".utf8) else {
                isOther = true
                return true
            }
            guard let end = head.firstIndex(of: 0x0A) else {
                guard head.count < 32 else { throw .foreign(head) }
                return true
            }
            guard end > 1, let length = Int(String(decoding: head[1..<(end - 1)], as: UTF8.self)) else {
                throw .foreign(head)
            }
            left = (length, 2)
            bytes = head[(end + 1)...]
            head = []
        }
        guard var (content, end) = left else { return true }
        let piece = bytes.prefix(content)
        content -= piece.count
        let rest = bytes.count - piece.count
        guard rest <= end else { throw .protocolViolation("more replies than commands") }
        end -= rest
        left = (content, end)
        return piece.isEmpty || take(piece)
    }
}
