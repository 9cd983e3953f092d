public import Canvas
public import Queues

/// What the dashboard shows of a server beside the one on the screen.
public struct ServerSummary: Equatable, Sendable {
    /// The name of the connection, or the address where it has none.
    public var name: String
    /// The style of that name; nil for the usual one.
    public var nameStyle: Style?
    /// The address, without user and password; empty for a server that is not opened.
    public var address = ""
    /// Whether it is the server on the screen.
    public var isInFront = false
    /// Whether bulltop refuses to change it.
    public var isReadOnly = false
    /// Whether a change or an export is under way on it.
    public var isBusy = false
    /// The state of the connection; nil for a server that is not opened.
    public var connection: ConnectionStatus?
    /// The status of the server in the last answer.
    var server: ServerStatus?
    /// Its queues, as they were read last; nil before that.
    var queues: [QueueSummary]?
    /// The time of that reading on the server's clock, ms since 1970.
    var takenAt: Milliseconds?
    /// Its alarms.
    var alarms = AlarmBook()

    /// Creates a server of which only the name is known, since it is not opened.
    public init(notOpened name: String) { self.name = name }

    /// Creates the summary of an opened server.
    public init(_ state: State, isInFront: Bool) {
        let settings = state.settings
        name = settings.connectionName ?? "\(settings.address)/\(settings.database)"
        (nameStyle, address) = (settings.connectionStyle, "\(settings.address)/\(settings.database)")
        (self.isInFront, isReadOnly) = (isInFront, settings.isReadOnly)
        isBusy = !state.runs.isEmpty || !state.exports.isEmpty
        (connection, server) = (state.connection, state.server)
        let overview = state.overview
        (queues, takenAt, alarms) = (overview?.content.queues, overview?.reading.takenAt, state.alarms)
    }

    /// The trouble with the server; nil where it answers or is not opened.
    var trouble: Trouble? { if case .down(let trouble, _) = connection { trouble } else { nil } }

    /// A word for the state of the connection.
    var word: String {
        switch connection {
        case nil: "not connected"
        case .connecting: "connecting"
        case .connected: queues == nil ? "reading" : "live"
        case .down(let trouble, _): trouble.badge
        }
    }
}
