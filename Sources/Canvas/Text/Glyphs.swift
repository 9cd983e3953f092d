/// The repertoire that the screen is drawn with: one table, a column for Unicode and one for ASCII.
///
/// Every glyph is one column wide in both. ASCII is for terminals whose locale is not UTF-8 and for `--ascii`.
public struct Glyphs: Hashable, Sendable, CaseIterable {
    /// Whether only ASCII can be shown.
    let isASCII: Bool
    /// Whether the text of others stays as it is stored, save control characters: for a pipe, where it may be given back.
    public let keepsText: Bool

    /// Every character that a terminal draws.
    public static let unicode = Glyphs(isASCII: false, keepsText: false)
    /// ASCII, with stand-ins for everything else.
    public static let ascii = Glyphs(isASCII: true, keepsText: false)
    /// The two repertoires of a screen.
    public static let allCases = [unicode, ascii]

    /// The same for a pipe or a file, which takes text as it is stored; `StoredText.bytes(of:)` must be applied to it.
    public var forPipe: Glyphs { Glyphs(isASCII: isASCII, keepsText: true) }

    /// The sign that text was cut.
    public var ellipsis: DisplayText { pick("…", "~") }
    /// Stands for what cannot be shown.
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
    /// Two lines that cross.
    public var cross: DisplayText { pick("┼", "+") }

    /// Up.
    public var arrowUp: DisplayText { pick("↑", "^") }
    /// Down.
    public var arrowDown: DisplayText { pick("↓", "v") }
    /// To the left.
    public var arrowLeft: DisplayText { pick("←", "<") }
    /// To the right.
    public var arrowRight: DisplayText { pick("→", ">") }
    /// A column sorted from small to large.
    public var sortAscending: DisplayText { pick("▲", "^") }
    /// A column sorted from large to small.
    public var sortDescending: DisplayText { pick("▼", "v") }
    /// Before the row under the cursor.
    public var selection: DisplayText { pick("›", ">") }
    /// One of a number that is done.
    public var done: DisplayText { pick("●", "*") }
    /// One of a number that is still open.
    public var open: DisplayText { pick("○", "o") }
    /// Before a marked row.
    public var mark: DisplayText { pick("●", "*") }
    /// Between the parts of a path.
    public var separator: DisplayText { pick("›", ">") }
    /// Between facts on one line.
    public var dot: DisplayText { pick("·", "-") }
    /// Before an item of a list.
    public var bullet: DisplayText { pick("•", "*") }
    /// An open branch of a tree.
    public var expanded: DisplayText { pick("▾", "-") }
    /// A closed branch of a tree.
    public var collapsed: DisplayText { pick("▸", "+") }

    /// Behind what always comes first.
    public var pin: DisplayText { pick("◆", "^") }

    /// Done, or well.
    public var check: DisplayText { pick("✓", "+") }
    /// Failed, or not.
    public var failure: DisplayText { pick("✗", "x") }
    /// Attention.
    public var warning: DisplayText { pick("▲", "!") }
    /// Paused.
    public var pause: DisplayText { pick("‖", "=") }
    /// A value without meaning here, or not known.
    public var absent: DisplayText { pick("–", "-") }
    /// A count of none, which the eye may skip.
    public var none: DisplayText { pick("·", ".") }
    /// Before a number that is the least that it can be.
    public var atLeast: DisplayText { pick("≥", ">") }
    /// Times, as in an amount.
    public var times: DisplayText { pick("×", "x") }
    /// The filled part of a bar.
    public var full: DisplayText { pick("█", "#") }
    /// The empty part of a bar.
    public var track: DisplayText { pick("░", ".") }

    /// Returns the part of a bar that ends within a cell, in eighths 0...8; ASCII knows only empty and full.
    public func horizontalBlock(eighths: Int) -> DisplayText { Self.step(eighths, of: pick(" ▏▎▍▌▋▊▉█", "    #####")) }

    /// Returns a column of a sparkline of this height in eighths, 0...8.
    public func verticalBlock(eighths: Int) -> DisplayText { Self.step(eighths, of: pick(" ▁▂▃▄▅▆▇█", " __..--=#")) }

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
    /// `unicode` or `ascii`, and whether it is for a pipe.
    public var description: String { (isASCII ? "ascii" : "unicode") + (keepsText ? " for a pipe" : "") }
}
