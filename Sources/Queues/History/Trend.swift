/// The direction of a rate: the last minutes against those before.
public enum Trend: Hashable, Sendable {
    case rising, falling

    /// The number of minutes at the end that are compared with the ones before.
    static let recent = 5
    /// The share by which they must differ, in percent, and the minimum difference, in jobs a minute.
    static let (share, least) = (25, 1)

    /// Creates the direction of counts by the minute, of which the last minute is not over; nil where they are steady, or too few
    /// are known.
    public init?(_ counts: [Int?]) {
        let whole = counts.dropLast()
        let late = whole.suffix(Self.recent).compactMap(\.self)
        let early = whole.dropLast(Self.recent).compactMap(\.self)
        guard late.count == Self.recent, early.count >= Self.recent else { return nil }
        let (now, before) = (CountSum(late).mean(of: late.count), CountSum(early).mean(of: early.count))
        let difference = now - before
        guard abs(difference) >= Double(Self.least), abs(difference) * 100 >= before * Double(Self.share) else {
            return nil
        }
        self = difference > 0 ? .rising : .falling
    }
}

extension CountSum {
    fileprivate func mean(of count: Int) -> Double { Double(atLeast) / Double(count) }
}
