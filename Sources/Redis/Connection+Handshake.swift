extension Connection {
    /// Says who we are. Without user, password, database and name nothing is sent.
    func introduce(_ endpoint: Endpoint, name: String?) throws(RedisError) {
        var steps: [Command] = []
        if let user = endpoint.user {
            steps.append(Command("AUTH", user, endpoint.password ?? ""))
        } else if let password = endpoint.password {
            steps.append(Command("AUTH", password))
        }
        if endpoint.database != 0 { steps.append(Command("SELECT", String(endpoint.database))) }
        if let name { steps.append(Command("CLIENT", "SETNAME", name)) }
        var replies: [Reply] = []
        do {
            try exchange(steps, into: &replies)
        } catch {
            // A server that is full answers the first command and hangs up.
            if let refusal = Self.refusal(in: replies, to: steps) { throw .refused(refusal) }
            throw error
        }
        guard let refusal = Self.refusal(in: replies, to: steps) else { return }
        close()
        throw .refused(refusal)
    }

    /// The first error that matters: a later one often only follows from it.
    private static func refusal(in replies: [Reply], to steps: [Command]) -> ServerError? {
        for (reply, step) in zip(replies, steps) {
            guard let error = reply.error else { continue }
            let setsName = step.arguments.first == Array("CLIENT".utf8)
            if !setsName || !isHarmless(error) { return error }
        }
        return nil
    }

    /// Whether a server that does not let us set a name may be used all the same.
    private static func isHarmless(_ error: ServerError) -> Bool {
        error.code == "NOPERM" || error.code == "ERR" && !error.message.hasPrefix("max number of clients")
    }
}
