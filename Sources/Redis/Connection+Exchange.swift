import CHiredis

#if canImport(Glibc)
    import Glibc
#endif

extension Connection {
    /// Writes commands and reads replies in turns, so that neither side waits for the other to empty its buffers.
    ///
    /// When it throws, `replies` holds those that came before.
    func exchange(
        _ commands: [Command], limit: Int = Connection.replyLimit, longest: Int? = nil, into replies: inout [Reply]
    ) throws(RedisError) {
        settle()
        guard isOpen else { throw .closed("The connection is closed") }
        guard !commands.isEmpty else { return }
        var exchange = begin(commands, limit: limit, longest: longest)
        defer { replies += exchange.replies }
        try complete(&exchange)
    }

    /// Writes and reads until every reply has come.
    func complete(_ exchange: inout Exchange) throws(RedisError) {
        while !exchange.isDone {
            let events = try advance(&exchange)
            guard events != 0 else { continue }
            do {
                try waiter.wait(for: events, on: transport.descriptor, until: exchange.deadline)
            } catch {
                throw giveUp(error)
            }
        }
    }

    /// Returns the exchange of these commands, of which nothing is sent yet.
    func begin(_ commands: [Command], limit: Int, longest: Int? = nil) -> Exchange {
        commandsSent += commands.count
        roundTrips += 1
        reader.allow(limit, longest: longest)
        return Exchange(commands, timeout: replyTimeout)
    }

    /// Writes and reads what can be now. Returns the poll(2) events to wait for; 0 when something moved.
    func advance(_ exchange: inout Exchange) throws(RedisError) -> Int32 {
        let before = (bytesSent, bytesReceived)
        do throws(RedisError) {
            try waiter.checkStop()
            let events = write(&exchange) | (try read(&exchange))
            guard !exchange.isOverfull else { throw .protocolViolation("more replies than commands") }
            guard before == (bytesSent, bytesReceived) else {
                exchange.moved(timeout: replyTimeout)
                return 0
            }
            return exchange.isDone ? 0 : events
        } catch {
            close()
            throw error
        }
    }

    /// Sends one command to a server that also sends by itself, as it does to a subscriber, and returns all that comes up to
    /// the reply for which `isLast` holds.
    func replies(to command: Command, until isLast: (Reply) -> Bool) throws(RedisError) -> [Reply] {
        guard isOpen else { throw .closed("The connection is closed") }
        var exchange = begin([command], limit: Self.replyLimit)
        var seen = 0
        do throws(RedisError) {
            while !exchange.replies[seen...].contains(where: isLast) {
                seen = exchange.replies.count
                try waiter.checkStop()
                let before = bytesReceived
                let events = write(&exchange) | (try read(&exchange))
                guard before == bytesReceived, events != 0 else { continue }
                try waiter.wait(for: events, on: transport.descriptor, until: exchange.deadline)
            }
        } catch {
            throw giveUp(error)
        }
        return exchange.replies
    }

    /// Takes what the server has sent by itself, to a subscriber. Does not wait.
    func received() throws(RedisError) -> [Reply] {
        guard isOpen else { throw .closed("The connection is closed") }
        reader.allow(Self.replyLimit)
        var exchange = Exchange([], timeout: replyTimeout)
        while true {
            let before = bytesReceived
            do throws(RedisError) {
                _ = try read(&exchange)
            } catch {
                close()
                throw error
            }
            guard bytesReceived != before else { return exchange.replies }
        }
    }

    /// Closes the connection. Returns why: a time that is over may be the server's fault or the network's.
    func giveUp(_ error: RedisError) -> RedisError {
        defer { close() }
        // Nobody else can take what goes into a Unix socket, so that it always arrives.
        guard case .timedOut(let milliseconds) = error,
            address.port == nil || redis_unacknowledged(transport.descriptor) <= 0
        else { return error }
        return .silent(milliseconds: milliseconds)
    }

    /// Writes what the server takes now. Returns the poll(2) event to wait for before writing on.
    func write(_ exchange: inout Exchange) -> Int32 {
        guard exchange.wantsToWrite else { return 0 }
        switch exchange.withRest(transport.write) {
        case .bytes(let count):
            bytesSent += count
            exchange.drop(count)
            return 0
        case .wantsToRead:
            return POLLIN
        case .wantsToWrite:
            return POLLOUT
        case .failed(let error):
            exchange.fail(error)
            return 0
        }
    }

    /// Reads what has come. Returns the poll(2) event to wait for before reading on.
    private func read(_ exchange: inout Exchange) throws(RedisError) -> Int32 {
        switch transport.read(into: buffer.bytes) {
        case .bytes(let count):
            bytesReceived += count
            try reader.feed(UnsafeRawBufferPointer(rebasing: buffer.bytes[..<count]), into: &exchange.replies)
            return 0
        case .wantsToRead:
            if let failure = exchange.writeFailure { throw failure }
            return POLLIN
        case .wantsToWrite:
            return POLLOUT
        case .failed(let error):
            throw exchange.writeFailure ?? error
        }
    }
}
