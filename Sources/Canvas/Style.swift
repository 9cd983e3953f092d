/// A colour of the terminal.
public enum Color: Hashable, Sendable {
    /// The terminal's own foreground or background.
    case standard
    /// One of the 256 colours of xterm's palette; 0...7 and 8...15 are the ANSI colours and their bright variants.
    case indexed(UInt8)

    /// Whether it is neither the terminal's own nor black, white or a grey.
    var isColorful: Bool {
        guard case .indexed(let index) = self else { return false }
        switch index {
        case 0, 7, 8, 15, 232...255: return false
        case 1...14: return true
        default:
            let (red, green, blue) = ((index - 16) / 36, (index - 16) / 6 % 6, (index - 16) % 6)
            return red != green || green != blue
        }
    }
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

    /// This style within a bar. Plain and grey text looks the same all over it, and a colour stays: what has one behind it is
    /// as it was; of other text the bar keeps the colour where it names only what is behind it, and else the colour comes
    /// behind the text, so that it is as readable as before.
    public func barred(by bar: Style) -> Style {
        if background.isColorful { return self }
        let isPlain = background == .standard && !attributes.contains(.reverse)
        let isOpen = bar.foreground == .standard && bar.background != .standard && !bar.attributes.contains(.reverse)
        if isOpen, isPlain { return Style(foreground, on: bar.background, bar.attributes) }
        guard foreground.isColorful, !attributes.contains(.reverse) else { return bar }
        return Style(foreground, on: background, bar.attributes.union(.reverse))
    }
}
