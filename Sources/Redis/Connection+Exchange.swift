import CHiredis

#if canImport(Glibc)
    import Glibc
#endif

extension Connection {
    /// Writes commands and reads replies in turns, so that neither side waits for the other to empty its buffers.
    ///
    /// When it throws, `replies` contains the replies that came before.
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

    /// Writes and reads until every reply has come, or the first `count`.
    func complete(_ exchange: inout Exchange, replies count: Int? = nil) throws(RedisError) {
        while exchange.replies.count < count ?? exchange.wanted {
            let events = try advance(&exchange)
            guard events != 0 else { continue }
            do {
                try waiter.wait(for: events, on: transport.descriptor, until: exchange.deadline)
            } catch {
                throw giveUp(error)
            }
        }
    }

    /// Returns an exchange of these commands before anything is sent.
    func begin(_ commands: [Command], limit: Int, longest: Int? = nil) -> Exchange {
        var exchange = Exchange([], timeout: replyTimeout)
        extend(&exchange, by: commands, limit: limit, longest: longest)
        return exchange
    }

    /// Adds commands to an exchange. The replies that are still to come may take `limit` bytes of memory.
    func extend(
        _ exchange: inout Exchange, by commands: [Command], limit: Int = Connection.replyLimit, longest: Int? = nil
    ) {
        commandsSent += commands.count
        roundTrips += 1
        reader.allow(limit, longest: longest)
        exchange.append(commands)
        exchange.moved(timeout: replyTimeout)
    }

    /// Writes and reads as much as is possible now. Returns the poll(2) events to wait for; 0 when something moved.
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

    /// Sends one command to a server that also sends messages on its own, as to a subscriber, without waiting.
    func ask(_ command: Command) -> Exchange {
        var exchange = begin([command], limit: Self.replyLimit)
        if isOpen { _ = write(&exchange) }
        return exchange
    }

    /// Returns everything that the server sends after such a command, up to the reply for which `isLast` is true.
    func replies(_ exchange: inout Exchange, until isLast: (Reply) -> Bool) throws(RedisError) -> [Reply] {
        guard isOpen else { throw .closed("The connection is closed") }
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

    /// Returns the messages that the server has sent on its own, to a subscriber. Does not wait.
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

    /// Closes the connection and returns the reason: a timeout may be the server's fault or the network's.
    func giveUp(_ error: RedisError) -> RedisError {
        defer { close() }
        // No network is involved with a Unix socket, so everything that is sent arrives.
        guard case .timedOut(let milliseconds) = error,
            address.port == nil || redis_unacknowledged(transport.descriptor) <= 0
        else { return error }
        return .silent(milliseconds: milliseconds)
    }

    /// Writes as much as the server takes now. Returns the poll(2) event to wait for before writing more.
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

    /// Reads what has come. Returns the poll(2) event to wait for before reading more.
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
