/// The commands of one pipeline on their way out, and the replies that have come.
struct Exchange {
    private var output: [UInt8] = []
    private var sent = 0
    private let wanted: Int
    /// Until when something must move.
    private(set) var deadline: Deadline
    /// Why no more can be written.
    private(set) var writeFailure: RedisError?
    /// In the order of the commands.
    var replies: [Reply] = []

    init(_ commands: [Command], timeout: Int64) {
        wanted = commands.count
        deadline = Deadline(milliseconds: timeout)
        output.reserveCapacity(commands.reduce(0) { $0 + $1.encodedCount })
        for command in commands { command.encode(into: &output) }
    }

    /// Whether every reply has come.
    var isDone: Bool { replies.count >= wanted }

    /// Whether more has come than was asked for.
    var isOverfull: Bool { replies.count > wanted }

    /// Whether there is something to write, and it can be written.
    var wantsToWrite: Bool { sent < output.count && writeFailure == nil }

    /// Lets `body` write what is left.
    func withRest(_ body: (UnsafeRawBufferPointer) -> Progress) -> Progress {
        output.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[sent...])) }
    }

    /// A number of bytes went. A large pipeline's replies may be large too: its commands need not stay until they have
    /// come.
    mutating func drop(_ count: Int) {
        sent += count
        if sent == output.count { (output, sent) = ([], 0) }
    }

    /// A server that refuses us says why before it hangs up, so what it said is read before this is thrown.
    mutating func fail(_ error: RedisError) { writeFailure = error }

    /// Something moved: the time begins anew.
    mutating func moved(timeout: Int64) { deadline = Deadline(milliseconds: timeout) }
}
