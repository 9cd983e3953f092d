public import Redis

extension Connection {
    /// Sends commands that are written with single blanks between their words. An error of the server is thrown.
    @discardableResult
    public func send(lines: [String]) throws -> [Reply] {
        let commands = lines.map { line in
            let words = line.split(separator: " ").map { Array($0.utf8) }
            return Command(String(decoding: words[0], as: UTF8.self), arguments: Array(words.dropFirst()))
        }
        let replies = try pipeline(commands)
        for (line, reply) in zip(lines, replies) {
            if let error = reply.error { throw TestFailure("\(line): \(error.code) \(error.message)") }
        }
        return replies
    }
}
