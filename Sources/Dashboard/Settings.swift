public import Canvas
public import Queues

/// What is fixed while the program runs.
public struct Settings: Equatable, Sendable {
    /// `host:port` or the path of a socket, without user and password; shown until the server says its own.
    public var address: String
    /// The number of the logical database.
    public var database: Int
    /// A name of the connection to show before its address; nil without one.
    public var connectionName: String?
    /// How that name is drawn; nil as the header is.
    public var connectionStyle: Style?
    /// Whether the connection is marked as production.
    public var isProduction: Bool
    /// The prefixes under which queues are looked for; where there are several, queues show theirs.
    public var prefixes: [[UInt8]]
    /// Whether nothing may be changed on the server.
    public var isReadOnly: Bool
    /// Whether the server's certificate is not verified, though TLS is spoken.
    public var isUnverified = false
    /// The themes to choose from; the first one is used where `theme` names none of them.
    public var themes: [Theme]
    /// The name of the theme to begin with.
    public var theme: String
    /// Time between two readings, in ms.
    public var interval: Milliseconds
    /// Lines and marks of this terminal.
    public var glyphs: Glyphs
    /// The zone in which moments are shown and typed.
    public var zone = ClockZone.utc

    /// The keys of the actions.
    public var keys = KeyMap()
    /// What is to be said at the start, such as what of the configuration was not understood.
    public var remarks: [String] = []

    /// Settings for a server; everything else as it is without options.
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
