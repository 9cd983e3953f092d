import JSONText
import Queues

/// The parts of the name of a worker's connection (data model, 4.29).
struct ClientName: Equatable {
    let queue: QueueID
    let worker: [UInt8]?
    /// Whether every connection of a worker has this name, not only the one that waits for jobs.
    let isOfEveryConnection: Bool

    /// Creates the parts of a name; nil where it does not belong to a worker of these queues. `prefixes` begins with
    /// the longest.
    init?(_ name: [UInt8], prefixes: [[UInt8]], queues: Set<QueueID>) {
        guard !name.ends(in: ":qe") else { return nil }
        let (base, worker) = Self.split(name)
        self.worker = worker
        // The other ports use the queue's name unencoded.
        if let known = prefixes.lazy.compactMap({ QueueID(base: base, prefixes: [$0]) }).first(where: queues.contains) {
            queue = known
            isOfEveryConnection = true
            return
        }
        for prefix in prefixes where base.starts(with: prefix + [UInt8(ascii: ":")]) {
            guard let decoded = Base64.bytes(of: base.dropFirst(prefix.count + 1)), !decoded.isEmpty else { continue }
            queue = QueueID(prefix: prefix, name: decoded)
            isOfEveryConnection = false
            return
        }
        return nil
    }

    /// Returns the part before the first `:w:`, and the name of the worker after it.
    private static func split(_ name: [UInt8]) -> (base: [UInt8], worker: [UInt8]?) {
        let sign = Array(":w:".utf8)
        guard let place = name.indices.first(where: { name[$0...].starts(with: sign) }) else { return (name, nil) }
        return (Array(name[..<place]), Array(name[(place + sign.count)...]))
    }
}

extension [UInt8] {
    fileprivate func ends(in suffix: String) -> Bool { self.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) }
}
