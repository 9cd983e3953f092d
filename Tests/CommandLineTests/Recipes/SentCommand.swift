import Redis
import TestSupport

/// A command that a client has sent to a server.
struct SentCommand: Hashable {
    let words: [[UInt8]]
    /// Whether a script has sent it.
    let isOfScript: Bool

    /// What an ACL calls it: `client|list`.
    var name: String {
        let words = words.prefix(2).map { String(decoding: $0, as: UTF8.self).lowercased() }
        let containers = ["client", "config", "script", "cluster", "memory", "acl", "object"]
        return containers.contains(words[0]) ? words.joined(separator: "|") : words[0]
    }

    func isAllowed(to user: String, _ connection: Connection) throws -> Bool {
        var words = words
        while true {
            let reply = try connection.send(
                Command("ACL", arguments: [Array("DRYRUN".utf8), Array(user.utf8)] + words))
            // Of a command that only the statistics have, the words are made up.
            if let error = reply.error, error.message.contains("wrong number of arguments"), words.count < 5 {
                words.append(Array("x".utf8))
                continue
            }
            if let error = reply.error { throw TestFailure("\(name): \(error.message)") }
            return reply.text == "OK"
        }
    }
}
