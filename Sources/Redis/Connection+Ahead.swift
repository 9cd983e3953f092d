/// Commands that are sent before their replies are needed, so that the server works meanwhile.
struct SentAhead {
    let ticket: Int
    var exchange: Exchange
}

extension Connection {
    /// Sends commands that only read, without waiting for their replies, which may take `replyLimit` bytes. Returns a
    /// ticket for `replies(sentAhead:)`. Earlier commands sent ahead whose replies were not taken are dropped.
    public func sendAhead(_ commands: [Command]) -> Int? {
        settle()
        guard isOpen else { return nil }
        ticketsGiven += 1
        var exchange = begin(commands, limit: Self.replyLimit)
        _ = write(&exchange)
        ahead = SentAhead(ticket: ticketsGiven, exchange: exchange)
        return ticketsGiven
    }

    /// Waits for the replies to commands that were sent ahead. Returns nil where they were dropped, or will not come.
    public func replies(sentAhead ticket: Int) -> [Reply]? {
        guard ahead?.ticket == ticket else { return nil }
        settle()
        defer { ahead = nil }
        return ahead?.exchange.replies
    }

    /// Waits for the replies to commands that were sent ahead, so that others can follow. Closes the connection where
    /// they do not come.
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
