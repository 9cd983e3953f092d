public import Canvas
public import Queues

/// The settings, which do not change while the program runs.
public struct Settings: Equatable, Sendable {
    /// The address, `host:port` or the path of a socket, without user and password; shown until the server reports its
    /// own.
    public var address: String
    /// The number of the logical database.
    public var database: Int
    /// The name of the connection, shown before its address; nil without one.
    public var connectionName: String?
    /// The style of that name; nil for the header's.
    public var connectionStyle: Style?
    /// Whether the connection is marked as production.
    public var isProduction: Bool
    /// The prefixes under which queues are searched; where there are several, queues show theirs.
    public var prefixes: [[UInt8]]
    /// Whether nothing may be changed on the server.
    public var isReadOnly: Bool
    /// Whether the server's certificate is not verified, though TLS is used.
    public var isUnverified = false
    /// The available themes; the first one is used where `theme` is not one of them.
    public var themes: [Theme]
    /// The name of the theme at the start.
    public var theme: String
    /// The time between two readings, in ms.
    public var interval: Milliseconds
    /// The time between two looks at a recording, in ms; nil for a server.
    public var pace: Milliseconds?
    /// The lines and marks of this terminal.
    public var glyphs: Glyphs
    /// The zone in which moments are shown and typed.
    public var zone = ClockZone.utc

    /// The keys of the actions.
    public var keys = KeyMap()
    /// What the checks of the doctor know without a server.
    public var surroundings = Diagnosis.Surroundings()
    /// The columns of the lists.
    public var columns = ColumnChoice()
    /// The alarms that act while the dashboard is open.
    public var alarms: [Alarm] = []
    /// Whether the mouse is used from the start.
    public var usesMouse = false
    /// The time between two readings while another window has the focus, in ms; never shorter than the usual one.
    public var unfocusedInterval: Milliseconds = 5_000
    /// The messages at the start, such as about parts of the configuration that were not understood.
    public var remarks: [String] = []

    /// Creates settings for a server; the others have the values of a start without options.
    public init(
        address: String, database: Int = 0, connectionName: String? = nil, isProduction: Bool = false,
        prefixes: [[UInt8]] = [Array("bull".utf8)], isReadOnly: Bool = false, themes: [Theme] = [],
        theme: String = "default", interval: Milliseconds = 1_000, glyphs: Glyphs = .unicode
    ) {
        self.address = address
        self.database = database
        self.connectionName = connectionName
        self.isProduction = isProduction
        self.prefixes = prefixes
        self.isReadOnly = isReadOnly
        self.themes = themes
        self.theme = theme
        self.glyphs = glyphs
        self.interval = interval
    }
}
