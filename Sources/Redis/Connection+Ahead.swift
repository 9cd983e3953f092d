/// Commands that are sent before their replies are needed, so that the server works meanwhile.
struct SentAhead {
    /// The tickets whose replies were not taken yet, oldest first, each with the number of its commands.
    var tickets: [(ticket: Int, count: Int)] = []
    var exchange: Exchange
}

extension Connection {
    /// The maximum number of tickets whose replies are not taken yet. With two, a near server has work while the replies to
    /// the first are taken; a distant one needs more.
    public static let ticketsAhead = 16

    /// Sends commands that only read, without waiting for their replies, which may take `replyLimit` bytes. Returns a
    /// ticket for `replies(sentAhead:)`. Where `ticketsAhead` are not taken, the replies to the first are dropped.
    public func sendAhead(_ commands: [Command]) -> Int? {
        if let first = ahead?.tickets.first, ahead?.tickets.count == Self.ticketsAhead {
            _ = replies(sentAhead: first.ticket)
        }
        guard isOpen else { return nil }
        var sent = ahead ?? SentAhead(exchange: Exchange([], timeout: replyTimeout))
        ticketsGiven += 1
        sent.tickets.append((ticketsGiven, commands.count))
        extend(&sent.exchange, by: commands)
        _ = write(&sent.exchange)
        ahead = sent
        return ticketsGiven
    }

    /// Waits for the replies to commands that were sent ahead. Returns nil where they were dropped, or will not come.
    /// The replies to earlier ones are dropped.
    public func replies(sentAhead ticket: Int) -> [Reply]? {
        guard let place = ahead?.tickets.firstIndex(where: { $0.ticket == ticket }),
            let (before, count) = ahead.map({
                ($0.tickets[..<place].reduce(0) { $0 + $1.count }, $0.tickets[place].count)
            })
        else { return nil }
        settle(before + count)
        ahead?.tickets.removeFirst(place + 1)
        let replies = ahead?.exchange.takeReplies(before + count).dropFirst(before)
        if ahead?.tickets.isEmpty == true { ahead = nil }
        return replies.map(Array.init)
    }

    /// Waits for replies to commands that were sent ahead, all or the first `count`, so that others can follow. Closes
    /// the connection where they do not come.
    public func settle(_ count: Int? = nil) {
        guard var sent = ahead, !sent.exchange.isDone else { return }
        // The copy in the connection would be copied again at each change.
        ahead = nil
        do throws(RedisError) {
            try complete(&sent.exchange, replies: count)
            ahead = sent
        } catch {}
    }
}
