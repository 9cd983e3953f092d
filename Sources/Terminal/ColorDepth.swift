/// The value of `--color`.
public enum ColorMode: String, Hashable, Sendable, CaseIterable {
    /// All colours of the terminal; none when NO_COLOR is set.
    case auto
    case never
    /// At most 8 or 16 ANSI colours, or the 256 of xterm's palette.
    case ansi8 = "8"
    case ansi16 = "16"
    case palette = "256"
}

/// The number of colours in use.
public enum ColorDepth: Int, Hashable, Sendable, Comparable, CaseIterable {
    case mono = 0
    case ansi8 = 8
    case ansi16 = 16
    case palette = 256

    /// Returns whether `left` has fewer colours.
    public static func < (left: ColorDepth, right: ColorDepth) -> Bool { left.rawValue < right.rawValue }

    /// Creates the depth for a terminal whose terminfo entry has this many colours; it never has more.
    public init(mode: ColorMode, hasNoColor: Bool, terminalColors: Int) {
        let most = ColorDepth.allCases.last { $0.rawValue <= terminalColors } ?? .mono
        switch mode {
        case .auto: self = hasNoColor ? .mono : most
        case .never: self = .mono
        case .ansi8: self = min(most, .ansi8)
        case .ansi16: self = min(most, .ansi16)
        case .palette: self = most
        }
    }
}
