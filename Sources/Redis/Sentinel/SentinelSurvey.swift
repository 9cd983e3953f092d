import Threads

/// The part of a failover that Sentinels report, or the nodes of a cluster.
public enum FailoverSign: Hashable, Sendable {
    /// The primary is in order.
    case none
    /// Enough Sentinels for a failover cannot reach the primary, and none has begun.
    case primaryDown
    /// A failover is under way, or over and the connection still leads to the former primary.
    case underWay
}

/// What all Sentinels say about the primary at one time. Each knows of a failover at another moment: the one that leads it
/// first, the others up to some seconds later.
struct SentinelSurvey {
    /// The primary in the newest configuration that a Sentinel has; nil where none answers.
    private(set) var primary: Address?
    private var epoch = Int64.min
    /// The number of Sentinels that cannot reach the primary, and the number that a failover takes.
    private var (downs, quorum): (Int64, Int64) = (0, 1)
    private var isFailingOver = false

    var sign: FailoverSign { isFailingOver ? .underWay : downs >= quorum ? .primaryDown : .none }

    /// Asks the Sentinels of the endpoint, and those that they know, one after the other. Those that do not answer are added to
    /// `silent`, and not asked again.
    mutating func ask(
        _ endpoint: Endpoint, master: String, timeouts: Timeouts, stop: StopSignal?, silent: inout Set<Address>
    ) throws(RedisError) {
        var addresses = endpoint.addresses
        var index = 0
        while index < addresses.count {
            let address = addresses[index]
            index += 1
            guard !silent.contains(address) else { continue }
            do throws(RedisError) {
                let asker = try Connection(
                    endpoint.sentinel(at: address), name: nil, timeouts: timeouts, stop: stop, isSentinel: true)
                defer { asker.close() }
                let replies = try asker.pipeline(
                    ["MASTER", "GET-MASTER-ADDR-BY-NAME", "SENTINELS"].map { Command("SENTINEL", $0, master) },
                    limit: Connection.replyLimit, isRepeatable: true)
                guard replies.count == 3 else { continue }
                note(Self.facts(replies[0]), replies[1])
                for sentinel in replies[2].array ?? [] {
                    if let other = Self.address(Self.facts(sentinel)), !addresses.contains(other) {
                        addresses.append(other)
                    }
                }
            } catch {
                if case .stopped = error { throw error }
                silent.insert(address)
            }
        }
    }

    /// Takes the answer of one Sentinel.
    mutating func note(_ facts: [String: Reply], _ address: Reply) {
        let flags = facts["flags"]?.text?.split(separator: ",") ?? []
        if flags.contains("failover_in_progress") { isFailingOver = true }
        if flags.contains("s_down") || flags.contains("o_down") { downs += 1 }
        quorum = max(quorum, facts["quorum"]?.integer ?? 1)
        guard let address = Address(named: address) else { return }
        let epoch = facts["config-epoch"]?.integer ?? 0
        if epoch > self.epoch { (self.epoch, primary) = (epoch, address) }
    }

    /// Returns the fields of a reply of names and values.
    static func facts(_ reply: Reply) -> [String: Reply] {
        let words = reply.array ?? []
        return Dictionary(
            stride(from: 0, to: words.count - 1, by: 2).map { (words[$0].text ?? "", words[$0 + 1]) }
        ) { first, _ in first }
    }

    /// Returns the address of another Sentinel, where that one is thought to answer.
    private static func address(_ facts: [String: Reply]) -> Address? {
        guard let host = facts["ip"]?.text, let port = facts["port"]?.integer.flatMap({ UInt16(exactly: $0) }) else {
            return nil
        }
        return facts["flags"]?.text?.split(separator: ",").contains("s_down") == true
            ? nil : .tcp(host: host, port: port)
    }
}
