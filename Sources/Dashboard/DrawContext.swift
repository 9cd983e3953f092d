public import Canvas
public import Queues

/// The values that every part of the screen needs for drawing, besides its content.
public struct DrawContext: Equatable, Sendable {
    /// The style of each role.
    public var theme: Theme
    /// The lines, arrows and marks of this terminal.
    public var glyphs: Glyphs
    /// The time of the reading on the screen, on the server's clock, ms since 1970. Ages are counted up to it.
    public var now: Milliseconds
    /// Whether the data is out of date, so that it is drawn in the role `stale`.
    public var isStale: Bool
    /// The age of the data, in ms, where the server does not answer; nil where it does.
    public var age: Milliseconds?
    /// Whether the server is a replica, to which no worker connects.
    var isOfReplica = false
    /// Whether it is one that was not filled yet, as far as its link to the primary shows.
    var isOfUnfilledReplica = false
    /// Whether the operator has frozen the screen.
    var isFrozen = false
    /// The zone in which moments are shown.
    public var zone: ClockZone
    /// Whether a whole screen is drawn, as it is in a terminal, and not a table for a pipe.
    var isOfScreen = false
    /// The alarms that are raised now.
    var alarms = AlarmBook()
    /// The names of the keys on the screen.
    var keys = KeyNames()

    /// Creates a context; the data is fresh and the zone UTC unless said otherwise.
    public init(
        theme: Theme, glyphs: Glyphs, now: Milliseconds, isStale: Bool = false, zone: ClockZone = .utc
    ) {
        self.zone = zone
        self.theme = theme
        self.glyphs = glyphs
        self.now = now
        self.isStale = isStale
    }

    /// The name of the zone now.
    var zoneName: String { zone.name(at: now) }

    /// Returns the style of `role`; `stale` for everything while the data is out of date.
    public subscript(role: ThemeRole) -> Style { theme[isStale ? .stale : role] }
}

/// The texts of several screens about the reading.
extension DrawContext {
    /// Returns the text in place of data that is not read yet.
    func reading(_ what: String) -> String { isStale ? "Not read yet." : "Reading \(what)." }

    /// Returns the text that says whether the screen follows new entries, or why not.
    func following(_ isAtEnd: Bool) -> StyledText {
        if isFrozen { return StyledText("not following: frozen", self[.warning]) }
        if isStale { return StyledText("not following: nothing is read", self[.warning]) }
        if isAtEnd { return StyledText("following", self[.success]) }
        return StyledText(DisplayText("not following, \(keys[.move(.bottom)]) does"), self[.muted])
    }
}

/// The cells that tables of several screens share.
extension DrawContext {
    /// Returns a name or an id; an empty one is shown as `(empty)`.
    func name(_ bytes: [UInt8]) -> StyledText {
        guard !bytes.isEmpty else { return StyledText("(empty)", self[.muted]) }
        return StyledText(DisplayText(bytes, glyphs: glyphs), self[.text])
    }

    /// Returns a sum, with the sign "at least" where a part of it could not be read; `?` where nothing is known of it.
    func sum(_ sum: CountSum, _ role: ThemeRole) -> StyledText {
        if !sum.isExact, sum.atLeast == 0 { return count(nil, role) }
        let sign = sum.isExact ? StyledText() : StyledText(glyphs.atLeast, self[.warning])
        return sign + count(sum.atLeast, role)
    }

    /// Returns a count; `?` for nil, which could not be read. Zero is a dot, which the eye may skip; in a table in a
    /// pipe it is a number.
    func count(_ number: Int?, _ role: ThemeRole, hasChanged: Bool = false) -> StyledText {
        guard let number else { return StyledText("?", self[.warning]) }
        let style = self[number == 0 ? .muted : role]
        let shown = hasChanged && !isStale ? style.overlaid(by: self[.changed]) : style
        let text =
            number == 0 && (isOfScreen || !glyphs.keepsText) ? glyphs.none : DisplayText(Format.shortCount(number))
        return StyledText(text, shown)
    }
}
