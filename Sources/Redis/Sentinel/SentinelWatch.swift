import Threads

/// Knows from the Sentinels which server is the primary, and notices when that changes.
final class SentinelWatch {
    /// The time between two attempts to replace a lost Sentinel, in ms.
    static let patience: Int64 = 1_000
    /// The time after which another Sentinel is asked while the primary does not answer, in ms.
    static let silence: Int64 = 1_000

    /// The primary's address when the Sentinels were asked.
    let master: Address
    /// The name by which the Sentinels know the primary.
    let masterName: String
    private let reopen: (_ turn: Int) throws(RedisError) -> (Connection, String, Address)
    /// The number of times that another Sentinel was asked.
    private var turn = 0
    private var connection: Connection?
    /// Whether a Sentinel has reported another primary.
    private(set) var hasSwitched = false
    /// The time at which a lost Sentinel is replaced.
    private var nextAttempt: Deadline?

    /// Asks the Sentinels one after the other, until one knows the primary.
    init(_ endpoint: Endpoint, name: String?, timeouts: Timeouts, stop: StopSignal?) throws(RedisError) {
        let times = timeouts.brief
        reopen = { turn throws(RedisError) in
            try Self.open(endpoint, turn: turn, name: name, timeouts: times, stop: stop)
        }
        let (connection, masterName, master) = try reopen(turn)
        (self.connection, self.masterName, self.master) = (connection, masterName, master)
    }

    deinit { close() }

    /// The descriptor for poll(2) that is readable once a Sentinel has reported something; nil where nothing more is awaited.
    var descriptor: Int32? { hasSwitched ? nil : connection?.transport.descriptor }

    /// Returns whether another server is the primary now. Waits only where the connection to the Sentinel is lost.
    func namesAnother() -> Bool {
        if hasSwitched { return true }
        do throws(RedisError) {
            guard let connection else { throw .closed("No Sentinel") }
            for message in try connection.received() where isSwitch(message) { hasSwitched = true }
        } catch {
            replace()
        }
        return hasSwitched
    }

    /// Asks another Sentinel, and listens to that one from then on: the first may have been lost, without a word, with the
    /// primary that does not answer.
    func askAnother() {
        turn += 1
        guard let (connection, _, address) = try? reopen(turn) else { return }
        close()
        self.connection = connection
        hasSwitched = address != master
    }

    /// Takes the address of the primary that another Sentinel has named: where it is another one, the primary has changed.
    func note(_ address: Address) { if address != master { hasSwitched = true } }

    func close() {
        connection?.close()
        connection = nil
    }

    /// Returns whether a message reports a new primary: `mymaster 127.0.0.1 6379 127.0.0.1 6380` has the name, the old
    /// address and the new one.
    private func isSwitch(_ message: Reply) -> Bool {
        let words = message.array?.last?.text?.split(separator: " ") ?? []
        guard words.count == 5, words[0] == masterName else { return false }
        return "\(words[3]):\(words[4])" != "\(master.host):\(master.port ?? 0)"
    }

    /// Connects to another Sentinel, now and then, where the connection to the first is lost: it may have missed a
    /// change.
    private func replace() {
        close()
        guard nextAttempt?.remaining ?? 0 == 0 else { return }
        nextAttempt = Deadline(milliseconds: Self.patience)
        askAnother()
    }
}

extension SentinelWatch {
    /// Connects to the first Sentinel that knows the primary; those that come first change with `turn`.
    private static func open(
        _ endpoint: Endpoint, turn: Int, name: String?, timeouts: Timeouts, stop: StopSignal?
    ) throws(RedisError) -> (Connection, String, Address) {
        var failure: RedisError?
        let first = turn % max(1, endpoint.addresses.count)
        for address in endpoint.addresses[first...] + endpoint.addresses[..<first] {
            do throws(RedisError) {
                return try ask(endpoint, at: address, name: name, timeouts: timeouts, stop: stop)
            } catch {
                if case .stopped = error { throw error }
                failure = failure ?? error.ofSentinel
            }
        }
        throw failure ?? .unknownHost("No Sentinel")
    }

    private static func ask(
        _ endpoint: Endpoint, at address: Address, name: String?, timeouts: Timeouts, stop: StopSignal?
    ) throws(RedisError) -> (Connection, String, Address) {
        let place = endpoint.sentinel(at: address)
        let connection = try Connection(place, name: name, timeouts: timeouts, stop: stop, isSentinel: true)
        let masters = try connection.masterNames()
        guard let wanted = endpoint.sentinel?.master ?? (masters.count == 1 ? masters.first : nil) else {
            throw .sentinels(.unnamed(watched: masters))
        }
        guard masters.contains(wanted) else { throw .sentinels(.unwatched(wanted, watched: masters)) }
        // The subscription comes first, so that a change between the two commands is noticed.
        _ = try connection.send(Command("SUBSCRIBE", "+switch-master"))
        let asker = try Connection(place, name: name, timeouts: timeouts, stop: stop, isSentinel: true)
        let answer = try asker.send(Command("SENTINEL", "GET-MASTER-ADDR-BY-NAME", wanted))
        asker.close()
        if let error = answer.error { throw .refused(error) }
        guard let master = Address(named: answer) else { throw .sentinels(.unwatched(wanted, watched: masters)) }
        return (connection, wanted, master)
    }
}

extension Endpoint {
    /// Returns the endpoint of one of the Sentinels, with the credentials for them.
    func sentinel(at address: Address) -> Endpoint {
        var place = at(address)
        (place.user, place.password, place.database) = (sentinel?.user, sentinel?.password, 0)
        return place
    }
}

extension Address {
    /// Creates the address in a Sentinel's reply: the host and the port. Nil for another reply.
    init?(named reply: Reply) {
        let words = reply.array ?? []
        guard words.count == 2, let host = words[0].text, let port = words[1].integer.flatMap({ UInt16(exactly: $0) })
        else { return nil }
        self = .tcp(host: host, port: port)
    }
}
