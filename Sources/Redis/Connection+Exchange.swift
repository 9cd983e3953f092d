#if canImport(Glibc)
    import Glibc
#endif

extension Connection {
    /// Writes commands and reads replies in turns, so that neither side waits for the other to empty its buffers.
    ///
    /// When it throws, `replies` holds those that came before.
    func exchange(_ commands: [Command], into replies: inout [Reply]) throws(RedisError) {
        guard isOpen else { throw .closed("The connection is closed") }
        guard !commands.isEmpty else { return }
        commandsSent += commands.count
        roundTrips += 1
        do {
            try transfer(commands, into: &replies)
        } catch {
            close()
            throw error
        }
    }

    private func transfer(_ commands: [Command], into replies: inout [Reply]) throws(RedisError) {
        var output = OutgoingCommands(commands)
        let wanted = replies.count + commands.count
        var deadline = Deadline(milliseconds: replyTimeout)
        while replies.count < wanted {
            try waiter.checkStop()
            let before = (bytesSent, bytesReceived)
            let wantsToWrite = write(&output)
            let wantsToRead = try read(into: &replies, output.failure)
            if before != (bytesSent, bytesReceived) {
                deadline = Deadline(milliseconds: replyTimeout)
            } else {
                try waiter.wait(for: wantsToWrite | wantsToRead, on: transport.descriptor, until: deadline)
            }
        }
        guard replies.count == wanted else { throw .protocolViolation("more replies than commands") }
    }

    /// Writes what the server takes now. Returns the poll(2) event to wait for before writing on.
    private func write(_ output: inout OutgoingCommands) -> Int32 {
        guard !output.isEmpty else { return 0 }
        switch output.withRest(transport.write) {
        case .bytes(let count):
            bytesSent += count
            output.drop(count)
            return 0
        case .wantsToRead:
            return POLLIN
        case .wantsToWrite:
            return POLLOUT
        case .failed(let error):
            // A server that refuses us says why before it hangs up, so what it said is read first.
            output.fail(error)
            return 0
        }
    }

    /// Reads what has come. Returns the poll(2) event to wait for before reading on.
    private func read(into replies: inout [Reply], _ writeFailure: RedisError?) throws(RedisError) -> Int32 {
        switch transport.read(into: buffer.bytes) {
        case .bytes(let count):
            bytesReceived += count
            try reader.feed(UnsafeRawBufferPointer(rebasing: buffer.bytes[..<count]), into: &replies)
            return 0
        case .wantsToRead:
            if let writeFailure { throw writeFailure }
            return POLLIN
        case .wantsToWrite:
            return POLLOUT
        case .failed(let error):
            throw writeFailure ?? error
        }
    }
}

/// The bytes of a pipeline on their way out.
private struct OutgoingCommands {
    private var bytes: [UInt8] = []
    private var sent = 0
    /// Why no more can be written.
    private(set) var failure: RedisError?

    init(_ commands: [Command]) {
        for command in commands { command.encode(into: &bytes) }
    }

    var isEmpty: Bool { sent == bytes.count || failure != nil }

    func withRest(_ body: (UnsafeRawBufferPointer) -> Progress) -> Progress {
        bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[sent...])) }
    }

    mutating func drop(_ count: Int) {
        sent += count
        // A large pipeline's replies may be large too: its commands need not stay until they have come.
        if sent == bytes.count { (bytes, sent) = ([], 0) }
    }

    mutating func fail(_ error: RedisError) { failure = error }
}
