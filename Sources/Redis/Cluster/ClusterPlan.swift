/// The commands of one pipeline in a cluster: tasks for single nodes, whose replies are joined again.
struct ClusterPlan {
    /// One command for one node.
    struct Task {
        let command: Command
        /// The slot whose primary the task is for; nil where it is for the node itself.
        let slot: Int?
        /// The node that the task is sent to; nil while no node serves its slot.
        var node: Address?
        /// Whether the task is sent to the node that its slot moves to.
        var isAsking = false
        /// The number of attempts to send it.
        var attempts = 0
        var reply: Reply?
    }

    private enum Part {
        case task(Int)
        case sum([Int])
        case joined([Int], Command)
        case scan(Int, ScanCursor, masters: Int)
        /// The reply is known without sending anything.
        case fixed(Reply)
    }

    private(set) var tasks: [Task] = []
    private var parts: [Part] = []

    init(_ commands: [Command], _ map: SlotMap, version: Int) {
        let routes = commands.map(Route.init)
        let home = routes.lazy.compactMap(\.slot).first
        let masters = map.masters.map(\.address)
        for (command, route) in zip(commands, routes) {
            switch route {
            case .key(let key): parts.append(.task(add(command, HashSlot.of(key), map)))
            case .keys(let keys) where Set(keys.map(HashSlot.of)).count > 1: parts.append(.fixed(Self.crossSlot))
            case .keys(let keys): parts.append(.task(add(command, HashSlot.of(keys[0]), map)))
            case .sum(let keys) where Set(keys.map(HashSlot.of)).count == 1:
                parts.append(.task(add(command, HashSlot.of(keys[0]), map)))
            case .sum(let keys):
                let name = String(decoding: command.arguments[0], as: UTF8.self)
                parts.append(.sum(keys.map { add(Command(name, $0), HashSlot.of($0), map) }))
            case .everywhere: parts.append(.joined(masters.map { add(command, at: $0) }, command))
            case .anywhere:
                parts.append(.task(home.map { add(command, $0, map) } ?? add(command, at: masters.first)))
            case .scan:
                let cursor = ScanCursor(command, version: version, masters: masters.count)
                let node = masters.indices.contains(cursor.node) ? masters[cursor.node] : nil
                parts.append(.scan(add(cursor.command(command), at: node), cursor, masters: masters.count))
            }
        }
    }

    private mutating func add(_ command: Command, _ slot: Int, _ map: SlotMap) -> Int {
        tasks.append(Task(command: command, slot: slot, node: map.owner(of: slot)))
        return tasks.count - 1
    }

    private mutating func add(_ command: Command, at node: Address?) -> Int {
        tasks.append(Task(command: command, slot: nil, node: node))
        return tasks.count - 1
    }

    /// The tasks without a reply.
    var open: [Int] { tasks.indices.filter { tasks[$0].reply == nil } }

    subscript(index: Int) -> Task {
        get { tasks[index] }
        set { tasks[index] = newValue }
    }

    /// The replies to the commands, once every task has its own.
    var replies: [Reply] {
        parts.map { part in
            switch part {
            case .task(let index): reply(index)
            case .sum(let indices):
                sum(indices.map(reply))
            case .joined(let indices, let command):
                command.arguments[0].elementsEqual("DBSIZE".utf8)
                    ? sum(indices.map(reply)) : join(indices.map(reply), command)
            case .scan(let index, let cursor, let masters): cursor.advance(reply(index), masters: masters)
            case .fixed(let reply): reply
            }
        }
    }

    private func reply(_ index: Int) -> Reply { tasks[index].reply ?? .null }

    private func sum(_ replies: [Reply]) -> Reply {
        if let error = replies.first(where: { $0.error != nil }) { return error }
        // A sum that exceeds the range stays at the maximum.
        let sum = replies.reduce(Int64(0)) { sum, reply in
            let (next, overflows) = sum.addingReportingOverflow(reply.integer ?? 0)
            return overflows ? .max : next
        }
        return .integer(sum)
    }

    /// Returns the joined texts of all nodes that have answered; for INFO the first text, with the sums of all.
    private func join(_ replies: [Reply], _ command: Command) -> Reply {
        let texts = replies.compactMap(\.bytes)
        guard !texts.isEmpty else { return replies.first ?? .null }
        guard command.arguments[0].elementsEqual("INFO".utf8) else { return .bulk(Array(texts.joined())) }
        return .bulk(ClusterReport.merged(texts))
    }

    private static let crossSlot = Reply.error(
        ServerError(code: "CROSSSLOT", message: "Keys in request don't hash to the same slot"))
}

extension Route {
    /// The slot of a command; nil where it has none.
    fileprivate var slot: Int? {
        switch self {
        case .key(let key): HashSlot.of(key)
        case .keys(let keys): keys.first.map(HashSlot.of)
        case .sum, .everywhere, .scan, .anywhere: nil
        }
    }
}
