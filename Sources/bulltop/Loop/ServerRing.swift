internal import Dashboard
internal import Queues
internal import Terminal
internal import Threads

/// The servers of the dashboard, one of which is in front: it is drawn and gets the keys. The others go on being read,
/// and changed where that has begun.
final class ServerRing {
    /// A server, or a connection of the configuration that may become one.
    private struct Place {
        let name: String
        var server: OpenServer?
    }

    private let terminal: Terminal
    private let others: OtherConnections
    private var places: [Place]

    /// Opens the servers of these sessions, the first of them in front; there is at least one.
    init(_ first: DashboardSession, _ further: [DashboardSession], _ others: OtherConnections, _ terminal: Terminal) {
        (self.terminal, self.others) = (terminal, others)
        let front = OpenServer(first, terminal)
        self.front = front
        places = [Place(name: "", server: front)]
        places += further.map { Place(name: "", server: OpenServer($0, terminal)) }
        places += others.names.map { Place(name: $0, server: nil) }
        for server in opened where server !== front { _ = server.take(.left) }
    }

    /// The server in front.
    private(set) var front: OpenServer

    /// All servers that are opened.
    var opened: [OpenServer] { places.compactMap(\.server) }

    /// What is known of all servers; empty where there is only one.
    var summaries: [ServerSummary] {
        guard places.count > 1 else { return [] }
        return places.map { place in
            place.server.map { ServerSummary($0.state, isInFront: $0 === front) }
                ?? ServerSummary(notOpened: place.name)
        }
    }

    /// Brings a server to the front, by its place, and opens it where it is not opened yet. Returns the reason why that is
    /// not possible; nil where it is.
    func enter(_ index: Int, queue: QueueID?) -> String? {
        guard places.indices.contains(index) else { return nil }
        if places[index].server == nil {
            do throws(UsageError) {
                places[index].server = OpenServer(try others.session(places[index].name, terminal), terminal)
            } catch {
                return error.plainText
            }
        }
        guard let next = places[index].server else { return nil }
        let entrance = Entrance(after: front.state, queue: queue)
        if next !== front { _ = front.take(.left) }
        front = next
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
