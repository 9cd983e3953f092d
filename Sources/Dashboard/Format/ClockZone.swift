public import Queues
internal import Schedules

/// The zone in which moments are shown and typed: the operator's, or UTC.
public struct ClockZone: Hashable, Sendable {
    private let zone: Zone?

    /// Universal time.
    public static let utc = ClockZone(nil)

    private init(_ zone: Zone?) { self.zone = zone }

    /// Creates the first of these zones that is in the database, by its name or the path of its file; UTC where none
    /// is.
    public init(firstOf names: [String]) { self.init(names.lazy.compactMap { Zone($0) }.first) }

    /// The moments that can be shown, of the years 1970 to 9999, in ms since 1970.
    private static let shown: Range<Milliseconds> = 0..<253_402_300_800_000

    /// Returns the name of the zone at a moment, such as `CET`.
    public func name(at moment: Milliseconds) -> String {
        guard let zone, Self.shown ~= moment else { return "UTC" }
        return zone.abbreviation(at: moment / 1_000)
    }

    /// Returns the moment at which a clock of UTC shows what the clock of this zone shows at `moment`.
    func local(_ moment: Milliseconds) -> Milliseconds {
        guard let zone, Self.shown ~= moment else { return moment }
        return moment + zone.offset(at: moment / 1_000) * 1_000
    }

    /// Returns the moment of a text, as `TimeText.moment` reads it; one that ends with `Z` is in UTC.
    public func moment(_ text: String, now: Milliseconds) -> Milliseconds? {
        guard let zone, text.last != "Z", text.last != "z" else { return TimeText.moment(text, now: now) }
        return TimeText.moment(text, now: local(now)).map { shown in
            zone.moment(showing: shown / 1_000) * 1_000 + shown % 1_000
        }
    }
}
