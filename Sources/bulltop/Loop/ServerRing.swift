internal import Dashboard
internal import Queues
internal import Terminal
internal import Threads

/// The servers of the dashboard, one of which is in front: it is drawn and gets the keys. The others go on being read,
/// and changed where that has begun.
final class ServerRing {
    /// A place of the ring.
    private enum Place {
        case opened(OpenServer)
        /// A connection of the configuration that is not opened yet.
        case named(String)

        var server: OpenServer? { if case .opened(let server) = self { server } else { nil } }
    }

    private let terminal: Terminal
    private let others: OtherConnections
    private var places: [Place]

    /// Opens the servers of these sessions, the first of them in front; there is at least one.
    init(_ first: DashboardSession, _ further: [DashboardSession], _ others: OtherConnections, _ terminal: Terminal) {
        (self.terminal, self.others) = (terminal, others)
        let front = OpenServer(first, terminal)
        self.front = front
        places = [.opened(front)]
        places += further.map { .opened(OpenServer($0, terminal)) }
        places += others.names.map { .named($0) }
        for server in opened where server !== front { _ = server.take(.left) }
        front.rememberUse()
    }

    /// The server in front.
    private(set) var front: OpenServer

    /// All servers that are opened.
    var opened: [OpenServer] { places.compactMap(\.server) }

    /// What is known of all servers; empty where there is only one.
    var summaries: [ServerSummary] {
        guard places.count > 1 else { return [] }
        return places.map { place in
            switch place {
            case .opened(let server): ServerSummary(server.state, isInFront: server === front)
            case .named(let name): ServerSummary(notOpened: name)
            }
        }
    }

    /// Brings a server to the front, by its place, and opens it where it is not opened yet. Returns the reason why that is
    /// not possible; nil where it is.
    func enter(_ index: Int, queue: QueueID?) -> String? {
        guard places.indices.contains(index) else { return nil }
        if case .named(let name) = places[index] {
            do throws(UsageError) {
                places[index] = .opened(OpenServer(try others.session(name, terminal), terminal))
            } catch {
                return error.plainText
            }
        }
        guard let next = places[index].server else { return nil }
        let entrance = Entrance(after: front.state, queue: queue)
        if next !== front { _ = front.take(.left) }
        front = next
        next.rememberUse()
        _ = next.take(.entered(entrance))
        _ = next.take(.servers(summaries))
        if next.state.watch != nil { next.perform(.refresh) }
        return nil
    }
}

/// The connections of the configuration that the operator did not name at the start. None is opened before it is chosen.
struct OtherConnections {
    /// Their names, in the order of the file.
    var names: [String] = []
    /// Returns the session of one of them.
    var open: (String) throws(UsageError) -> DashboardSession = { name throws(UsageError) in
        throw .conflict("there is no connection \(name)")
    }

    /// Returns the session of a connection. A command that prints its password has the terminal meanwhile, since it may ask.
    fileprivate func session(_ name: String, _ terminal: Terminal) throws(UsageError) -> DashboardSession {
        terminal.release()
        defer { terminal.resume() }
        return try open(name)
    }
}
