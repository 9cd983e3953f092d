import Queues
import Redis

extension QueueStore {
    /// Returns whether connections without a name wait as workers do. Those of the ports of BullMQ 3 and 4 have no
    /// names, and nothing shows for which queue they wait.
    func hasNamelessWorkers(in clients: [UInt8]) -> Bool {
        let waits = ["brpoplpush", "blmove", "bzpopmin"].map { Array($0.utf8) }
        return clients.split(separator: 0x0A).contains { line in
            let client = ClientLine(line)
            return client["name"] == nil && client["cmd"].map(waits.contains) == true
                && client["flags"]?.contains(UInt8(ascii: "b")) == true
        }
    }

    /// Returns the workers among the connections in a reply to CLIENT LIST.
    func workers(in clients: [UInt8], of queues: some Sequence<QueueID>) -> [Worker] {
        let known = Set(queues)
        let places = Set(prefixes + known.map(\.prefix)).sorted { $0.count > $1.count }
        var workers: [Worker] = []
        var indices: [[[UInt8]]: Int] = [:]
        for line in clients.split(separator: 0x0A) {
            let client = ClientLine(line)
            guard let name = ClientName(client["name"] ?? [], prefixes: places, queues: known) else { continue }
            let worker = Worker(name, client)
            let host = Array(worker.addresses[0].prefix { $0 != UInt8(ascii: ":") })
            let key = [worker.queue.base, worker.name ?? [], host]
            if name.isOfEveryConnection, let index = indices[key] {
                workers[index].join(worker)
            } else {
                indices[key] = workers.count
                workers.append(worker)
            }
        }
        return workers.sorted { ($0.queue, $0.name ?? []) < ($1.queue, $1.name ?? []) }
    }
}

/// A line of CLIENT LIST: `id=3 addr=127.0.0.1:1 name=...`.
private struct ClientLine {
    private let fields: [ArraySlice<UInt8>]

    init(_ line: ArraySlice<UInt8>) { fields = line.split(separator: UInt8(ascii: " ")) }

    subscript(name: String) -> [UInt8]? {
        let start = Array(name.utf8) + [UInt8(ascii: "=")]
        guard let field = fields.first(where: { $0.starts(with: start) }), field.count > start.count else { return nil }
        return Array(field.dropFirst(start.count))
    }

    /// Returns a number of seconds as ms.
    func time(_ name: String) -> Milliseconds? {
        self[name].flatMap(Number.whole).flatMap { seconds in
            let (time, overflows) = seconds.multipliedReportingOverflow(by: 1_000)
            return overflows || seconds < 0 ? nil : time
        }
    }
}

extension Worker {
    fileprivate init(_ name: ClientName, _ client: ClientLine) {
        self.init(queue: name.queue, name: name.worker, address: client["addr"] ?? [])
        age = client.time("age")
        idle = client.time("idle")
        library = [client["lib-name"], client["lib-ver"]].compactMap { $0 }.joined(separator: [0x20]).map { $0 }
        if library?.isEmpty == true { library = nil }
    }

    /// Adds another connection of the same worker.
    fileprivate mutating func join(_ other: Worker) {
        addresses += other.addresses
        age = [age, other.age].compactMap { $0 }.max()
        idle = [idle, other.idle].compactMap { $0 }.min()
    }
}

private func < (left: (QueueID, [UInt8]), right: (QueueID, [UInt8])) -> Bool {
    left.0 == right.0 ? left.1.lexicographicallyPrecedes(right.1) : left.0 < right.0
}
