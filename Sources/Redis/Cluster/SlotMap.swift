/// Which node serves which slots, as one of the nodes lists them.
struct SlotMap: Equatable {
    /// A master with slots.
    struct Master: Equatable {
        let address: Address
        var replicas: [Address]
        var slots = 0
    }

    /// In the order of their first slots.
    private(set) var masters: [Master] = []
    /// The index of each slot's master; -1 for a slot that nobody serves.
    private var owners = [Int16](repeating: -1, count: HashSlot.count)

    /// Reads the reply to CLUSTER SLOTS. A node that does not know its own name is the one that was asked: `asked`. Returns
    /// nil for anything else.
    init?(_ reply: Reply, asked: Address) {
        guard let ranges = reply.array, !ranges.isEmpty else { return nil }
        for range in ranges.sorted(by: { ($0.array?.first?.integer ?? 0) < ($1.array?.first?.integer ?? 0) }) {
            guard let parts = range.array, parts.count >= 3, let first = parts[0].integer, let last = parts[1].integer,
                0 <= first, first <= last, last < HashSlot.count, let master = Self.address(parts[2], asked)
            else { return nil }
            let replicas = parts[3...].compactMap { Self.address($0, asked) }
            for slot in Int(first)...Int(last) { setOwner(of: slot, to: master, replicas) }
        }
    }

    /// Returns the master that serves a slot.
    func owner(of slot: Int) -> Address? {
        let index = Int(owners[slot])
        return index < 0 ? nil : masters[index].address
    }

    /// A slot is another master's now.
    mutating func setOwner(of slot: Int, to address: Address, _ replicas: [Address] = []) {
        let before = Int(owners[slot])
        if before >= 0 { masters[before].slots -= 1 }
        let index = masters.firstIndex { $0.address == address } ?? masters.count
        if index == masters.count { masters.append(Master(address: address, replicas: replicas)) }
        masters[index].slots += 1
        owners[slot] = Int16(clamping: index)
    }

    /// Every node that is known.
    var addresses: [Address] { masters.map(\.address) + masters.flatMap(\.replicas) }

    /// `[host, port, id, ...]`.
    private static func address(_ reply: Reply, _ asked: Address) -> Address? {
        guard let parts = reply.array, parts.count >= 2, let port = parts[1].integer, let port = UInt16(exactly: port)
        else { return nil }
        let host = parts[0].text ?? ""
        return .tcp(host: host.isEmpty || host == "?" ? asked.host : host, port: port)
    }
}

/// Where another node is to be asked.
enum Redirection {
    /// The slot is there for good.
    case moved(slot: Int, Address)
    /// The key may be there while its slot moves; for this command only.
    case ask(Address)

    /// Reads `MOVED 3999 127.0.0.1:6381`; without a host it is the one that was `asked`.
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
