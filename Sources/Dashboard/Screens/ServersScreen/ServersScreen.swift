import Canvas
import Queues

/// All servers of the dashboard with one line each, and the queues of all of them in one list. What is known of them belongs
/// to the state of the program.
struct ServersScreen: ScreenBehavior, LocalScreen {
    static let kind = ScreenKind.servers
    let title = "servers"

    /// The part of the screen that has the keys.
    enum Pane: Int, CaseIterable, Sendable {
        case servers, queues
    }

    private(set) var pane = Pane.servers
    /// The cursor among the servers.
    private(set) var serverCursor = ListCursor()
    /// The cursor among the queues.
    private(set) var queueCursor = ListCursor()
    private(set) var filter = ""
    /// The servers as of the last message about them.
    private(set) var servers: [ServerSummary]
    /// The listed queues of all of them.
    private(set) var rows: [ServedQueue]

    /// Creates the screen with the cursor on the server that is shown.
    init(in state: State) {
        servers = state.allServers
        rows = ServedQueue.list(servers, filter: "")
        serverCursor.move(to: servers.firstIndex(where: \.isInFront) ?? 0, count: servers.count)
    }

    func ground(in path: [OpenScreen]) -> [OpenScreen] { Array(path.prefix(1)) }

    mutating func settle(in state: State) {
        if servers != state.allServers {
            servers = state.allServers
            list()
        }
        let layout = ServersLayout(state.body, servers: servers.count)
        serverCursor.settle(count: servers.count, height: layout.servers.rows - 1)
        queueCursor.settle(count: rows.count, height: layout.queues.rows - 1)
    }

    /// Lists the queues again; the cursor stays on its queue.
    private mutating func list() {
        let key = currentRow?.key
        rows = ServedQueue.list(servers, filter: filter)
        queueCursor.follow(key, in: rows, by: \.key)
    }

    mutating func move(_ movement: Movement, in state: State) {
        let layout = ServersLayout(state.body, servers: servers.count)
        switch pane {
        case .servers:
            serverCursor.move(by: movement.distance(page: layout.servers.rows - 1), count: servers.count)
        case .queues: queueCursor.move(by: movement.distance(page: layout.queues.rows - 1), count: rows.count)
        }
    }

    mutating func choosePane(_ number: Int, in state: State) { pane = Pane(rawValue: number) ?? pane }

    mutating func setFilter(_ text: String, in state: State) {
        filter = text
        if !text.isEmpty { pane = .queues }
        list()
    }

    mutating func perform(_ action: ScreenAction, in state: State) -> Reaction? {
        switch action {
        case .nextPane, .previousPane: pane = pane == .servers ? .queues : .servers
        case .open:
            switch pane {
            case .servers: return .enter(server: serverCursor.index, queue: nil)
            case .queues: return currentRow.map { .enter(server: $0.key.server, queue: $0.key.queue) } ?? .done
            }
        default: return nil
        }
        return .done
    }

    func reason(against action: ScreenAction, in state: State) -> String? {
        action == .open && pane == .queues && currentRow == nil ? "There is no queue under the cursor." : nil
    }

    func copied(_ part: CopiedPart, in state: State) -> Clip? {
        switch pane {
        case .servers where servers.indices.contains(serverCursor.index):
            let server = servers[serverCursor.index]
            return Clip(id: Array((server.address.isEmpty ? server.name : server.address).utf8), called: "address")
        case .servers: return nil
        case .queues: return currentRow.map { Clip(id: $0.queue.id.name, called: "name") }
        }
    }

    /// The queue under the cursor.
    private var currentRow: ServedQueue? { rows.indices.contains(queueCursor.index) ? rows[queueCursor.index] : nil }
}

/// The places of the parts of the screen of servers.
struct ServersLayout: Equatable, Sendable {
    /// The table of servers with its head.
    let servers: Rect
    /// The line between the tables.
    let rule: Rect
    /// The table of queues with its head.
    let queues: Rect
    /// The line for the filter.
    let status: Rect

    init(_ body: Rect, servers count: Int) {
        let (high, status) = body.split(bottom: 1)
        let (servers, low) = high.split(top: max(2, min(count + 2, high.rows / 2)))
        (self.servers, self.status) = (servers, status)
        (rule, queues) = low.split(top: 1)
    }
}
