/// The commands of one pipeline that are being sent, and the replies that have come.
struct Exchange {
    private var output: [UInt8] = []
    private var sent = 0
    /// The number of replies that the commands have in all.
    private(set) var wanted = 0
    /// The time by which some byte must move.
    private(set) var deadline: Deadline
    /// The reason why no more can be written.
    private(set) var writeFailure: RedisError?
    /// The replies, in the order of the commands.
    var replies: [Reply] = []

    init(_ commands: [Command], timeout: Int64) {
        deadline = Deadline(milliseconds: timeout)
        append(commands)
    }

    /// Adds commands to those that are being sent.
    mutating func append(_ commands: [Command]) {
        wanted += commands.count
        output.reserveCapacity(commands.reduce(output.count) { $0 + $1.encodedCount })
        for command in commands { command.encode(into: &output) }
    }

    /// Removes and returns the first replies, as far as they have come.
    mutating func takeReplies(_ count: Int) -> ArraySlice<Reply> {
        let taken = replies.prefix(count)
        replies = Array(replies.dropFirst(taken.count))
        wanted -= taken.count
        return taken
    }

    /// Whether every reply has come.
    var isDone: Bool { replies.count >= wanted }

    /// Whether more replies have come than there are commands.
    var isOverfull: Bool { replies.count > wanted }

    /// Whether there is something left to write, and writing has not failed.
    var wantsToWrite: Bool { sent < output.count && writeFailure == nil }

    /// Calls `body` with the bytes that are left to write.
    func withRest(_ body: (UnsafeRawBufferPointer) -> Transfer) -> Transfer {
        output.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[sent...])) }
    }

    /// Removes a number of written bytes. The commands of a large pipeline are freed before its replies, which may be
    /// large too, have come.
    mutating func drop(_ count: Int) {
        sent += count
        if sent == output.count { (output, sent) = ([], 0) }
    }

    /// Records that writing failed. It is thrown only after reading, since a server that refuses a connection gives the
    /// reason before it closes it.
    mutating func fail(_ error: RedisError) { writeFailure = error }

    /// Restarts the timeout after a byte has moved.
    mutating func moved(timeout: Int64) { deadline = Deadline(milliseconds: timeout) }
}
