/// A colour of the terminal.
public enum Color: Hashable, Sendable {
    /// The terminal's own foreground or background.
    case standard
    /// One of the 256 colours of xterm's palette; 0...7 and 8...15 are the ANSI colours and their bright variants.
    case indexed(UInt8)
}

/// How a cell is drawn besides its colours.
public struct Attributes: OptionSet, Hashable, Sendable {
    /// The attributes, one bit each.
    public let rawValue: UInt8
    /// Creates the set of these bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Bold, or bright.
    public static let bold = Attributes(rawValue: 1)
    /// Half bright.
    public static let dim = Attributes(rawValue: 2)
    /// Underlined.
    public static let underline = Attributes(rawValue: 4)
    /// Foreground and background exchanged.
    public static let reverse = Attributes(rawValue: 8)
    /// Italic; terminals without it draw the text upright.
    public static let italic = Attributes(rawValue: 16)
}

/// How a cell is drawn.
public struct Style: Hashable, Sendable {
    /// The colour of the text.
    public var foreground: Color
    /// The colour behind it.
    public var background: Color
    /// Bold, reverse and the like.
    public var attributes: Attributes

    /// Creates a style; without arguments the terminal's own.
    public init(_ foreground: Color = .standard, on background: Color = .standard, _ attributes: Attributes = []) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }

    /// This style with another laid over it: the other's colours where it names any, and the attributes of both.
    public func overlaid(by top: Style) -> Style {
        Style(
            top.foreground == .standard ? foreground : top.foreground,
            on: top.background == .standard ? background : top.background,
            attributes.union(top.attributes))
    }

    /// This style within a bar, which looks the same over all cells of a row: nothing of it stays, except the colour of
    /// the text where the bar leaves that open and names only what is behind it.
    public func barred(by bar: Style) -> Style {
        let isOpen = bar.foreground == .standard && bar.background != .standard && !bar.attributes.contains(.reverse)
        let isPlain = background == .standard && !attributes.contains(.reverse)
        return Style(isOpen && isPlain ? foreground : bar.foreground, on: bar.background, bar.attributes)
    }
}
