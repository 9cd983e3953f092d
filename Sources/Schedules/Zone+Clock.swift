internal import CCctz

/// The time on the clock of a zone.
extension Zone {
    /// Returns the seconds by which the clock is ahead of UTC at a moment, in s since 1970.
    public func offset(at seconds: Int64) -> Int64 {
        guard let utc = Self.utc else { return 0 }
        return utc.seconds(civil(at: seconds)) - seconds
    }

    /// Returns the first moment at which the clock of the zone shows what that of UTC shows at `seconds`; both in s
    /// since 1970.
    public func moment(showing seconds: Int64) -> Int64 { self.seconds((Self.utc ?? self).civil(at: seconds)) }

    /// Returns the zone's abbreviation at a moment, such as `CET`; an offset such as `+03` where it has none.
    public func abbreviation(at seconds: Int64) -> String { String(cString: cctz_abbreviation(handle, seconds)) }

    private func seconds(_ civil: cctz_civil) -> Int64 {
        var first: Int64 = 0
        var last: Int64 = 0
        cctz_seconds_at(handle, civil, &first, &last)
        return first
    }
}
