public import Queues

extension Format {
    /// Returns the time from `earlier` to `later`, limited to the range of the type.
    public static func elapsed(from earlier: Milliseconds, to later: Milliseconds) -> Milliseconds {
        let (difference, overflow) = later.subtractingReportingOverflow(earlier)
        guard overflow else { return difference }
        return later < earlier ? .min : .max
    }

    /// Returns a length of time at a glance: `7 s`, `25 s`, `4 m`, `2 h`, `3 d`. From ten seconds on it moves in steps
    /// of five, so that a quiet screen is not drawn again every second. A negative length counts as 0.
    public static func age(_ elapsed: Milliseconds) -> String {
        let step = ageStep(elapsed)
        let shown = max(0, elapsed) / step * step / 1_000
        return switch shown {
        case ..<60: "\(shown) s"
        case ..<3_600: "\(shown / 60) m"
        case ..<(48 * 3_600): "\(shown / 3_600) h"
        case ..<(1_000 * 86_400): "\(shown / 86_400) d"
        default: "\(shown / (365 * 86_400)) y"
        }
    }

    /// Returns the time until `age(_:)` changes, at least 1 ms.
    public static func timeToNextAge(_ elapsed: Milliseconds) -> Milliseconds {
        let step = ageStep(elapsed)
        return max(1, step - max(0, elapsed) % step)
    }

    /// Returns a length of time as measured: `830 ms`, `1.24 s`, `12.4 s`, `3 m 12 s`, `5 h 12 m`, `3 d 4 h`.
    public static func duration(_ length: Milliseconds) -> String { TimeText.measured(length) }

    /// Returns a length of time in its two largest units: `9 s`, `6 m 12 s`, `2 h 5 m`, `3 d 4 h`.
    static func twoUnits(seconds: some BinaryInteger) -> String { TimeText.twoUnits(seconds: seconds) }

    /// Returns a round trip, given in microseconds: `0.42 ms`, `12.4 ms`, `1.24 s`.
    public static func latency(microseconds: Int64) -> String {
        let length = UInt64(max(0, microseconds))
        return switch length {
        case ..<10_000: decimal(length, per: 1_000, digits: 2) + " ms"
        case ..<100_000: decimal(length, per: 1_000, digits: 1) + " ms"
        default: duration(Milliseconds(length / 1_000))
        }
    }

    /// Returns a moment, `2026-11-23 23:04:05`; a number where it is before 1970 or after 9999. The zone is named once
    /// elsewhere.
    public static func time(_ moment: Milliseconds, in zone: ClockZone) -> String {
        guard let text = TimeText.text(moment: zone.local(moment)) else { return "\(moment) ms since 1970" }
        return "\(text.prefix(10)) \(timeOfDay(moment, in: zone))"
    }

    /// Returns the time of day of a moment, `23:04:05`.
    public static func timeOfDay(_ moment: Milliseconds, in zone: ClockZone) -> String {
        let seconds = max(0, zone.local(moment)) / 1_000 % 86_400
        return "\(twoDigits(seconds / 3_600)):\(twoDigits(seconds / 60 % 60)):\(twoDigits(seconds % 60))"
    }

    /// Returns the step in which `age(_:)` counts at this age.
    private static func ageStep(_ elapsed: Milliseconds) -> Milliseconds {
        switch elapsed {
        case ..<10_000: 1_000
        case ..<60_000: 5_000
        case ..<3_600_000: 60_000
        case ..<(48 * 3_600_000): 3_600_000
        default: 86_400_000
        }
    }
}
