internal import Dashboard
internal import Queues
internal import Threads

/// A moment as it was typed: ms since 1970, or what the clock of the operator's zone shows then. Options stand in any order, so that
/// the zone is known only when all of them are read.
struct TypedMoment: Hashable, Sendable {
    private let text: String

    /// nil where it is no moment in any zone.
    init?(_ text: String) {
        self.text = text
        guard moment(in: .utc) != nil else { return nil }
    }

    /// Returns it in ms since 1970; nil where the zone has no such moment.
    private func moment(in zone: ClockZone) -> Milliseconds? {
        WholeText.number(text, in: 0...TimeText.limit) ?? zone.moment(text, now: WallClock.now)
    }

    /// Returns it in ms since 1970, read in a zone unless it says that it is in UTC.
    func milliseconds(in zone: ClockZone) -> Milliseconds { moment(in: zone) ?? moment(in: .utc) ?? 0 }
}
