extension Cluster {
    /// Returns the connection to the node that serves a key, as far as is known; nil where none is open.
    public func server(of key: [UInt8]) -> Connection? { map.owner(of: HashSlot.of(key)).flatMap { connections[$0] } }

    /// The addresses of all known nodes.
    public var addresses: [Address] { map.addresses }

    /// Asks the primary of a key's slot and its replicas who serves the slot, up to a second each, and follows the newest claim:
    /// a primary takes writes for a moment after a replica has taken over.
    public func failover(of key: [UInt8]) throws(RedisError) -> FailoverSign {
        guard isOpen else { throw .closed("The connection is closed") }
        try refresh()
        let slot = HashSlot.of(key)
        guard let owner = map.owner(of: slot) else { return .underWay }
        var newest: (epoch: Int64, map: SlotMap)?
        for address in [owner] + (map.masters.first { $0.address == owner }?.replicas ?? []) {
            guard let claim = try claim(on: slot, by: address) else { continue }
            // Where a node may not tell the age of its claim, a replica knows first.
            if claim.epoch >= newest?.epoch ?? .min { newest = claim }
        }
        guard let newest else { return .underWay }
        take(newest.map)
        do throws(RedisError) {
            guard let owner = map.owner(of: slot) else { return .underWay }
            _ = try connection(to: owner)
            return .none
        } catch {
            if case .stopped = error { throw error }
            return .underWay
        }
    }

    /// Returns the map of one node, and the age of what it says on a slot; nil where it does not answer.
    private func claim(on slot: Int, by address: Address) throws(RedisError) -> (epoch: Int64, map: SlotMap)? {
        do throws(RedisError) {
            let node = try Connection(endpoint.at(address), name: name, timeouts: timeouts.brief, stop: stop)
            defer { node.close() }
            let replies = try node.pipeline([Command("CLUSTER", "NODES"), Command("CLUSTER", "SLOTS")])
            guard replies.count == 2, let map = SlotMap(replies[1], asked: address) else { return nil }
            return (SlotMap.epoch(of: slot, in: replies[0].text ?? ""), map)
        } catch {
            if case .stopped = error { throw error }
            return nil
        }
    }
}

extension SlotMap {
    /// Returns the configuration epoch of the node that serves a slot, in the reply to CLUSTER NODES: the higher, the newer. 0
    /// where it is not told.
    static func epoch(of slot: Int, in nodes: String) -> Int64 {
        for line in nodes.split(separator: "\n") {
            let words = line.split(separator: " ")
            let serves = words.dropFirst(8).contains { word in
                // A slot that moves is in brackets, besides its range.
                let ends = word.split(separator: "-").compactMap { Int($0) }
                return ends.first.map { $0 <= slot && slot <= ends.last ?? $0 } ?? false
            }
            if serves { return Int64(words[6]) ?? 0 }
        }
        return 0
    }
}
