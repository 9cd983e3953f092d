internal import CCctz

/// A time zone of the installed IANA database.
public struct Zone: Hashable, @unchecked Sendable {
    /// Its name, such as `Europe/Vienna`.
    public let name: String
    /// The zone of the C++ library, which is never freed and never changed.
    let handle: UnsafeRawPointer

    /// Finds a zone by its name; nil where the database has no such zone.
    public init?(_ name: String) {
        guard !name.isEmpty, let handle = cctz_zone(name) else { return nil }
        self.name = name
        self.handle = handle
    }

    /// Universal time.
    public static let utc = Zone("UTC")

    /// Returns whether two zones have the same name.
    public static func == (left: Zone, right: Zone) -> Bool { left.name == right.name }

    /// Hashes the name.
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }

    func civil(at seconds: Int64) -> cctz_civil { cctz_civil_at(handle, seconds) }

    /// Returns the first moment after `limit` at which the clock shows a time; nil where it showed that time only
    /// before. A time that the clock skips is counted from before the gap.
    func seconds(_ civil: cctz_civil, after limit: Int64) -> Int64? {
        var first: Int64 = 0
        var last: Int64 = 0
        cctz_seconds_at(handle, civil, &first, &last)
        if first > limit { return first }
        return last > limit ? last : nil
    }
}
