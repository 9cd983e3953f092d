/// Commands that were sent before their replies are wanted, so that the server works while we do.
struct SentAhead {
    let ticket: Int
    var exchange: Exchange
}

extension Connection {
    /// Sends commands that only read, and does not wait for their replies, which may take `replyLimit` bytes. Returns by what
    /// `replies(sentAhead:)` knows them. What was sent ahead before and never asked for is dropped.
    public func sendAhead(_ commands: [Command]) -> Int? {
        settle()
        guard isOpen else { return nil }
        ticketsGiven += 1
        var exchange = begin(commands, limit: Self.replyLimit)
        _ = write(&exchange)
        ahead = SentAhead(ticket: ticketsGiven, exchange: exchange)
        return ticketsGiven
    }

    /// Waits for the replies to what was sent ahead. Returns nil where they were dropped, or will not come.
    public func replies(sentAhead ticket: Int) -> [Reply]? {
        guard ahead?.ticket == ticket else { return nil }
        settle()
        defer { ahead = nil }
        return ahead?.exchange.replies
    }

    /// Waits for the replies to what was sent ahead, so that those to other commands can follow. Where they do not come, the
    /// connection is closed.
    public func settle() {
        guard var sent = ahead, !sent.exchange.isDone else { return }
        do throws(RedisError) {
            try complete(&sent.exchange)
            ahead = sent
        } catch {
            ahead = nil
        }
    }
}
