/// A colour of the terminal.
public enum Color: Hashable, Sendable {
    /// The terminal's own foreground or background.
    case standard
    /// One of the 256 colours of xterm's palette; 0...7 and 8...15 are the ANSI colours and their bright variants.
    case indexed(UInt8)

    /// Whether it is a colour other than the terminal's own, black, white or a grey.
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

/// The attributes of a cell besides its colours.
public struct Attributes: OptionSet, Hashable, Sendable {
    /// The bits of the attributes.
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

/// The style of a cell.
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

    /// Returns this style with another laid over it: the other's colours where it names any, and the attributes of
    /// both.
    public func overlaid(by top: Style) -> Style {
        Style(
            top.foreground == .standard ? foreground : top.foreground,
            on: top.background == .standard ? background : top.background,
            attributes.union(top.attributes))
    }

    /// Returns this style within a bar. Plain and grey text looks the same all over the bar, and colours stay visible.
    /// A style with a coloured background other than the paper is unchanged. Other coloured text keeps its colour where the bar names only a
    /// background, or nothing but attributes; where the bar names more, the colour becomes the background, so that the text is
    /// as readable as before.
    public func barred(by bar: Style, on paper: Color = .standard) -> Style {
        if bar.isAttributesAlone { return Style(foreground, on: background, attributes.union(bar.attributes)) }
        let isOnPaper = background == .standard || background == paper
        if background.isColorful, !isOnPaper { return self }
        let isPlain = isOnPaper && !attributes.contains(.reverse)
        let isOpen = bar.foreground == .standard && bar.background != .standard && !bar.attributes.contains(.reverse)
        if isOpen, isPlain { return Style(foreground, on: bar.background, bar.attributes) }
        guard foreground.isColorful, !attributes.contains(.reverse) else { return bar }
        return Style(foreground, on: background, bar.attributes.union(.reverse))
    }

    /// Whether it changes no colour, so that every colour below it stays.
    private var isAttributesAlone: Bool {
        foreground == .standard && background == .standard && !attributes.isEmpty && !attributes.contains(.reverse)
    }
}
