/// The nodes and the slots that they serve, as one of the nodes lists them.
struct SlotMap: Equatable {
    /// A primary with slots.
    struct Master: Equatable {
        let address: Address
        var replicas: [Address]
        var slots = 0
    }

    /// The primaries, in the order of their first slots.
    private(set) var masters: [Master] = []
    /// The index of each slot's primary; -1 for a slot that no node serves.
    private var owners = [Int16](repeating: -1, count: HashSlot.count)

    /// Creates a map from the reply to CLUSTER SLOTS; nil for another reply. A node that does not know its own name is
    /// `asked`, the one that replied.
    init?(_ reply: Reply, asked: Address) {
        guard let ranges = reply.array, !ranges.isEmpty else { return nil }
        for range in ranges.sorted(by: { ($0.array?.first?.integer ?? 0) < ($1.array?.first?.integer ?? 0) }) {
            guard let parts = range.array, parts.count >= 3, let first = parts[0].integer, let last = parts[1].integer,
                0 <= first, first <= last, last < HashSlot.count, let master = Self.address(parts[2], asked)
            else { return nil }
            // Each node has them in another order.
            let replicas = parts[3...].compactMap { Self.address($0, asked) }.sorted { $0.display < $1.display }
            for slot in Int(first)...Int(last) { setOwner(of: slot, to: master, replicas) }
        }
    }

    /// Returns the primary that serves a slot; nil where none does.
    func owner(of slot: Int) -> Address? {
        let index = Int(owners[slot])
        return index < 0 ? nil : masters[index].address
    }

    /// Assigns a slot to another primary.
    mutating func setOwner(of slot: Int, to address: Address, _ replicas: [Address] = []) {
        let before = Int(owners[slot])
        if before >= 0 { masters[before].slots -= 1 }
        let index = masters.firstIndex { $0.address == address } ?? masters.count
        if index == masters.count { masters.append(Master(address: address, replicas: replicas)) }
        masters[index].slots += 1
        owners[slot] = Int16(clamping: index)
    }

    /// The addresses of all known nodes.
    var addresses: [Address] { masters.map(\.address) + masters.flatMap(\.replicas) }

    /// Returns the address in `[host, port, id, ...]`; nil for another reply.
    private static func address(_ reply: Reply, _ asked: Address) -> Address? {
        guard let parts = reply.array, parts.count >= 2, let port = parts[1].integer, let port = UInt16(exactly: port)
        else { return nil }
        let host = parts[0].text ?? ""
        return .tcp(host: host.isEmpty || host == "?" ? asked.host : host, port: port)
    }
}

/// The node to which a command is redirected.
enum Redirection {
    /// The slot has moved there for good.
    case moved(slot: Int, Address)
    /// The key may be there while its slot moves; for this command only.
    case ask(Address)

    /// Reads `MOVED 3999 127.0.0.1:6381`. Without a host the address is that of `asked`.
    init?(_ error: ServerError, asked: Address) {
        guard error.code == "MOVED" || error.code == "ASK" else { return nil }
        let words = error.message.split(separator: " ")
        guard words.count >= 2, let slot = Int(words[0]), (0..<HashSlot.count).contains(slot),
            let colon = words[1].lastIndex(of: ":"), let port = UInt16(words[1][words[1].index(after: colon)...])
        else { return nil }
        let host = String(words[1][..<colon])
        let address = Address.tcp(host: host.isEmpty || host == "?" ? asked.host : host, port: port)
        self = error.code == "MOVED" ? .moved(slot: slot, address) : .ask(address)
    }
}
