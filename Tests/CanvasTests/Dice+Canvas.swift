import Canvas
import TestSupport

extension Dice {
    /// Returns troublesome bytes: controls, pieces of UTF-8, marks, wide glyphs, bidirectional overrides.
    mutating func hostileBytes(_ most: Int) -> [UInt8] {
        let pieces = [
            "a", "Z", " ", "\u{1B}[31m", "\u{7}", "\n", "\t", "\u{7F}", "\u{9B}", "é",
            "e\u{301}\u{302}\u{303}\u{304}\u{305}",
            "日本", "\u{1F469}\u{200D}\u{1F4BB}", "\u{1F1E9}\u{1F1EA}", "\u{26A0}\u{FE0F}", "\u{202E}", "\u{200B}",
            "\u{2028}",
            "\u{E0041}", "\u{E000}", "\u{10FFFF}", "\u{1100}\u{1161}", "\u{301}", "\u{FEFF}",
        ]
        return (0..<Int.random(in: 0...most, using: &self)).flatMap { _ -> [UInt8] in
            if Bool.random(using: &self) { return Array((pieces.randomElement(using: &self) ?? "").utf8) }
            return [UInt8.random(in: 0...255, using: &self)]
        }
    }

    /// Returns a number that is mostly small and sometimes extreme.
    mutating func coordinate() -> Int {
        [Int.min, Int.max, -65_535, 65_535].randomElement(using: &self).flatMap { extreme in
            Int.random(in: 0..<10, using: &self) == 0 ? extreme : nil
        } ?? Int.random(in: -10...40, using: &self)
    }

    mutating func style() -> Style {
        Style(.indexed(UInt8.random(in: 0...255, using: &self)), on: .standard, Bool.random(using: &self) ? .bold : [])
    }
}
