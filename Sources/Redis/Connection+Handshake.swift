import Threads

extension Connection {
    /// Authenticates, selects the database and sets the name, and finds out what kind of server answers. Sends nothing
    /// without user, password, database, name and first commands, which follow the others at once.
    func introduce(
        _ endpoint: Endpoint, name: String?, isSentinel: Bool, first: [Command] = []
    ) throws(RedisError) {
        var steps: [Command] = []
        if let user = endpoint.user {
            steps.append(Command("AUTH", user, endpoint.password ?? ""))
        } else if let password = endpoint.password {
            steps.append(Command("AUTH", password))
        }
        if let name { steps.append(Command("HELLO", "2", "SETNAME", name)) }
        if endpoint.database != 0 { steps.append(Command("SELECT", String(endpoint.database))) }
        let start = MonotonicClock.microseconds
        let replies = try ask(steps, first: first, isSentinel: isSentinel)
        if !first.isEmpty {
            let microseconds = MonotonicClock.microseconds - start
            greeting = Greeting(replies: Array(replies.dropFirst(steps.count)), microseconds: microseconds)
        }
        guard let name, let hello = zip(steps, replies).first(where: { $0.0.isHello })?.1 else { return }
        identity = ServerIdentity(hello)
        // Redis before 6, and proxies, do not know HELLO.
        if identity == nil { _ = try ask([Command("CLIENT", "SETNAME", name)], isSentinel: isSentinel) }
    }

    /// Sends steps of the introduction. Throws the first refusal that matters: a later one is often only its
    /// consequence.
    private func ask(
        _ steps: [Command], first: [Command] = [], isSentinel: Bool
    ) throws(RedisError) -> [Reply] {
        var replies: [Reply] = []
        do {
            try exchange(steps + first, into: &replies)
        } catch {
            // A server that is full answers the first command and closes the connection.
            if let refusal = Self.refusal(in: replies, to: steps) { throw .refused(refusal) }
            throw error
        }
        // A Sentinel has neither users nor databases; that it is a Sentinel matters more than what it refuses.
        let hello = zip(steps, replies).first { $0.0.isHello }.flatMap { ServerIdentity($0.1) }
        if isSentinel, let hello, hello.mode != .sentinel {
            close()
            throw .sentinels(.noSentinel)
        }
        guard hello?.mode != .sentinel, let refusal = Self.refusal(in: replies, to: steps) else { return replies }
        close()
        throw .refused(refusal)
    }

    /// Returns the names of the primaries that a Sentinel watches.
    func masterNames() throws(RedisError) -> [String] {
        let reply = try send(Command("SENTINEL", "MASTERS"))
        if let error = reply.error { throw .refused(error) }
        return (reply.array ?? []).compactMap { $0.array?.dropFirst().first?.text }
    }

    private static func refusal(in replies: [Reply], to steps: [Command]) -> ServerError? {
        for (reply, step) in zip(replies, steps) {
            guard let error = reply.error else { continue }
            let isOptional = step.isHello || step.arguments.first == Array("CLIENT".utf8)
            if !isOptional || !isHarmless(error) { return error }
        }
        return nil
    }

    /// Returns whether the connection can be used although the server refused to set a name.
    private static func isHarmless(_ error: ServerError) -> Bool {
        switch error.code {
        case "NOPERM", "NOPROTO": true
        case "ERR": !error.message.hasPrefix("max number of clients")
        default: false
        }
    }
}

extension Command {
    fileprivate var isHello: Bool { arguments.first == Array("HELLO".utf8) }
}
