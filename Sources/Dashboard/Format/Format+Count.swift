import Queues

extension Format {
    /// Returns a count with its thousands separated: `12 431`.
    public static func count(_ number: Int) -> String { CountText.grouped(number) }

    /// Returns a count in at most seven columns: `12 431`, `1.24 M`, `31.0 G`.
    public static func shortCount(_ number: Int) -> String {
        guard number.magnitude >= 1_000_000 else { return count(number) }
        let sign = number < 0 ? "-" : ""
        let units: [(size: UInt64, name: String)] = [
            (1_000_000_000_000_000, "P"), (1_000_000_000_000, "T"), (1_000_000_000, "G"), (1_000_000, "M"),
        ]
        let magnitude = UInt64(number.magnitude)
        let unit = units.first { magnitude >= $0.size } ?? (1_000_000, "M")
        let whole = magnitude / unit.size
        let digits = whole < 10 ? 2 : whole < 100 ? 1 : 0
        return sign + decimal(magnitude, per: unit.size, digits: digits) + " " + unit.name
    }

    /// Returns a count in at most five columns, rounded down: `9 999`, `48 k`, `1.2 M`.
    static func briefCount(_ number: Int) -> String {
        let magnitude = UInt64(number.magnitude)
        guard magnitude >= 10_000 else { return count(number) }
        let units: [(size: UInt64, name: String)] = [
            (1_000_000_000_000_000, "P"), (1_000_000_000_000, "T"), (1_000_000_000, "G"), (1_000_000, "M"),
            (1_000, "k"),
        ]
        let unit = units.first { magnitude >= $0.size } ?? (1_000, "k")
        let digits = magnitude / unit.size < 10 ? 1 : 0
        return (number < 0 ? "-" : "") + decimal(magnitude, per: unit.size, digits: digits) + " " + unit.name
    }

    /// Returns a count with its noun: `1 job`, `12 431 jobs`.
    public static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        CountText.grouped(number, one, many)
    }

    /// Returns a size in bytes: `812 B`, `1.2 kB`, `30.0 MB`; a kB is 1000 bytes.
    public static func bytes(_ number: Int64) -> String {
        let sign = number < 0 ? "-" : ""
        var unit: UInt64 = 1
        for name in ["B", "kB", "MB", "GB", "TB"] {
            if number.magnitude < unit * 1_000 || name == "TB" {
                return sign + decimal(number.magnitude, per: unit, digits: unit == 1 ? 0 : 1) + " " + name
            }
            unit *= 1_000
        }
        return String(number) + " B"
    }

    /// Returns a size in bytes, as `bytes(_:)` of 64 bits.
    public static func bytes(_ number: Int) -> String { bytes(Int64(number)) }
}

extension Format {
    /// Returns a number rounded down to its two leading digits, so that small changes of a figure do not redraw the
    /// screen: `130`, `12 000`.
    static func rounded(_ number: Int) -> Int {
        var unit = 1
        while number.magnitude / unit.magnitude >= 100 { unit *= 10 }
        return number / unit * unit
    }

    /// Returns a measured time in coarse steps, which a steady connection does not leave: `<1 ms`, `<5 ms`, `20 ms`,
    /// `1.5 s`.
    static func roughLatency(microseconds: Int64) -> String {
        let length = Int(max(0, microseconds) / 1_000)
        switch length {
        case 0: return "<1 ms"
        case 1: return "<2 ms"
        case ..<5: return "<5 ms"
        case ..<10: return "<10 ms"
        case ..<1_000: return "\(length < 100 ? length / 10 * 10 : length / 100 * 100) ms"
        default: return decimal(UInt64(length / 500 * 500), per: 1_000, digits: 1) + " s"
        }
    }

    /// Returns a part of a whole, 0...1: `43 %`, `<1 %`; 0 and 100 only for exactly none and all.
    public static func share(_ share: Double) -> String {
        guard share.isFinite, share > 0 else { return "0 %" }
        let percent = Int((min(share, 1) * 100).rounded())
        if percent == 0 { return "<1 %" }
        return percent == 100 && share < 1 ? ">99 %" : "\(percent) %"
    }

    /// Returns a factor to two or more digits: `3.2 x`, `120 x`.
    static func factor(_ factor: Double) -> String {
        guard factor.isFinite, factor > 0 else { return "0 x" }
        let tenths = UInt64((min(factor, 1e12) * 10).rounded())
        return decimal(tenths, per: 10, digits: tenths < 100 ? 1 : 0) + " x"
    }
}
