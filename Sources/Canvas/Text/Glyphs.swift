/// The characters that the screen is drawn with: one table, with a column for Unicode and one for ASCII.
///
/// Every glyph is one column wide in both. ASCII is for terminals whose locale is not UTF-8 and for `--ascii`.
public struct Glyphs: Hashable, Sendable, CaseIterable {
    /// Whether only ASCII can be shown.
    public let isASCII: Bool
    /// Whether text from a server stays as it is stored, apart from control characters: for a pipe, whose text may be
    /// read in again.
    public let keepsText: Bool

    /// Every character that a terminal draws.
    public static let unicode = Glyphs(isASCII: false, keepsText: false)
    /// ASCII, with stand-ins for everything else.
    public static let ascii = Glyphs(isASCII: true, keepsText: false)
    /// The two repertoires of a screen.
    public static let allCases = [unicode, ascii]

    /// The same characters for a pipe or a file, with text as it is stored; apply `StoredText.bytes(of:)` to the
    /// result.
    public var forPipe: Glyphs { Glyphs(isASCII: isASCII, keepsText: true) }

    /// The mark of cut text.
    public var ellipsis: DisplayText { pick("…", "~") }
    /// The sign in place of a character that cannot be shown.
    public var unknown: DisplayText { pick("\u{FFFD}", "?") }

    /// A horizontal line.
    public var horizontal: DisplayText { pick("─", "-") }
    /// A vertical line.
    public var vertical: DisplayText { pick("│", "|") }
    /// The upper left corner of a box.
    public var topLeft: DisplayText { pick("┌", "+") }
    /// The upper right corner of a box.
    public var topRight: DisplayText { pick("┐", "+") }
    /// The lower left corner of a box.
    public var bottomLeft: DisplayText { pick("└", "+") }
    /// The lower right corner of a box.
    public var bottomRight: DisplayText { pick("┘", "+") }
    /// A vertical line with a branch to the right; also a child in a tree.
    public var teeRight: DisplayText { pick("├", "+") }
    /// A vertical line with a branch to the left.
    public var teeLeft: DisplayText { pick("┤", "+") }
    /// A horizontal line with a branch down.
    public var teeDown: DisplayText { pick("┬", "+") }
    /// A horizontal line with a branch up.
    public var teeUp: DisplayText { pick("┴", "+") }
    /// Two crossing lines.
    public var cross: DisplayText { pick("┼", "+") }

    /// An arrow up.
    public var arrowUp: DisplayText { pick("↑", "^") }
    /// An arrow down.
    public var arrowDown: DisplayText { pick("↓", "v") }
    /// An arrow to the left.
    public var arrowLeft: DisplayText { pick("←", "<") }
    /// An arrow to the right.
    public var arrowRight: DisplayText { pick("→", ">") }
    /// The mark of a column sorted from small to large.
    public var sortAscending: DisplayText { pick("▲", "^") }
    /// The mark of a column sorted from large to small.
    public var sortDescending: DisplayText { pick("▼", "v") }
    /// The sign before the row under the cursor.
    public var selection: DisplayText { pick("›", ">") }
    /// The sign of one step that is done.
    public var done: DisplayText { pick("●", "*") }
    /// The sign of one step that is still open.
    public var open: DisplayText { pick("○", "o") }
    /// The sign before a marked row.
    public var mark: DisplayText { pick("●", "*") }
    /// The sign between the parts of a path.
    public var separator: DisplayText { pick("›", ">") }
    /// The sign between facts on one line.
    public var dot: DisplayText { pick("·", "-") }
    /// The sign before an item of a list.
    public var bullet: DisplayText { pick("•", "*") }
    /// The sign of an unfolded branch of a tree.
    public var expanded: DisplayText { pick("▾", "-") }
    /// The sign of a folded branch of a tree.
    public var collapsed: DisplayText { pick("▸", "+") }

    /// The sign after a pinned row, which always comes first.
    public var pin: DisplayText { pick("◆", "^") }

    /// The sign of something done, or well.
    public var check: DisplayText { pick("✓", "+") }
    /// The sign of something failed, or missing.
    public var failure: DisplayText { pick("✗", "x") }
    /// The sign of a warning.
    public var warning: DisplayText { pick("▲", "!") }
    /// The sign of an alarm.
    public var alarm: DisplayText { pick("■", "!") }
    /// The sign of a pause.
    public var pause: DisplayText { pick("‖", "=") }
    /// The sign of a value that has no meaning here, or is not known.
    public var absent: DisplayText { pick("–", "-") }
    /// The sign of a count of 0, which the eye may skip.
    public var none: DisplayText { pick("·", ".") }
    /// The sign before a number that is a minimum.
    public var atLeast: DisplayText { pick("≥", ">") }
    /// The sign "times" of an amount.
    public var times: DisplayText { pick("×", "x") }
    /// The filled part of a bar.
    public var full: DisplayText { pick("█", "#") }
    /// The empty part of a bar.
    public var track: DisplayText { pick("░", ".") }

    /// Returns the part of a bar that ends within a cell, in eighths 0...8; ASCII has only empty and full.
    public func horizontalBlock(eighths: Int) -> DisplayText { Self.step(eighths, of: pick(" ▏▎▍▌▋▊▉█", "    #####")) }

    /// Returns a column of a sparkline of this height in eighths, 0...8.
    public func verticalBlock(eighths: Int) -> DisplayText { Self.step(eighths, of: pick(" ▁▂▃▄▅▆▇█", " ___--==#")) }

    /// Whether there are characters of two by four dots.
    public var hasBraille: Bool { !isASCII }

    /// Returns the character of these dots, the bits from U+2800 on; a star in ASCII, and a blank for none.
    func braille(_ dots: UInt8) -> DisplayText {
        guard dots != 0 else { return " " }
        guard !isASCII, let scalar = Unicode.Scalar(0x2800 + UInt32(dots)) else { return pick("*", "*") }
        return DisplayText(known: String(Character(scalar)), width: 1)
    }

    private static func step(_ eighths: Int, of steps: DisplayText) -> DisplayText {
        let scalars = steps.plain.unicodeScalars
        let index = scalars.index(scalars.startIndex, offsetBy: min(max(eighths, 0), 8))
        return DisplayText(known: String(scalars[index]), width: 1)
    }

    private func pick(_ unicode: String, _ ascii: String) -> DisplayText {
        DisplayText(known: isASCII ? ascii : unicode, width: 1)
    }
}

extension Glyphs: CustomStringConvertible {
    /// The name for tests: `unicode` or `ascii`, and whether it is for a pipe.
    public var description: String { (isASCII ? "ascii" : "unicode") + (keepsText ? " for a pipe" : "") }
}
