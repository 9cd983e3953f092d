public import Canvas
public import Queues

/// What every part of the screen needs to draw itself, besides what it shows.
public struct DrawContext: Equatable, Sendable {
    /// The style for each role.
    public var theme: Theme
    /// Lines, arrows and marks of this terminal.
    public var glyphs: Glyphs
    /// The time of the reading that is on the screen, on the server's clock, ms since 1970. Ages are counted up to it.
    public var now: Milliseconds
    /// Whether the data is out of date, and so to be drawn in the role `stale`.
    public var isStale: Bool
    /// The zone that moments are shown in.
    public var zone: ClockZone

    /// A context; the data is fresh and the zone UTC unless said otherwise.
    public init(
        theme: Theme, glyphs: Glyphs, now: Milliseconds, isStale: Bool = false, zone: ClockZone = .utc
    ) {
        self.zone = zone
        self.theme = theme
        self.glyphs = glyphs
        self.now = now
        self.isStale = isStale
    }

    /// What the zone is called now.
    var zoneName: String { zone.name(at: now) }

    /// How `role` is drawn; everything looks `stale` on data that is out of date.
    public subscript(role: ThemeRole) -> Style { theme[isStale ? .stale : role] }
}
