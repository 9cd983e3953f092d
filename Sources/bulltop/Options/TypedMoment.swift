internal import Dashboard
internal import Queues
internal import Threads

/// A moment as it was typed: ms since 1970, or a time on the clock of the operator's zone. Options come in any order,
/// so the zone is known only after all of them are read.
struct TypedMoment: Hashable, Sendable {
    private let text: String

    /// Creates a moment from its text; nil where the text is not a moment in any zone.
    init?(_ text: String) {
        self.text = text
        guard moment(in: .utc) != nil else { return nil }
    }

    /// Returns the moment in ms since 1970; nil where the zone has no such moment.
    private func moment(in zone: ClockZone) -> Milliseconds? {
        WholeText.number(text, in: 0...TimeText.limit) ?? zone.moment(text, now: WallClock.now)
    }

    /// Returns the moment in ms since 1970, read in a zone unless the text ends with `Z`.
    func milliseconds(in zone: ClockZone) -> Milliseconds { moment(in: zone) ?? moment(in: .utc) ?? 0 }
}
