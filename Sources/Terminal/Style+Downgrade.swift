import Canvas

extension Style {
    /// Returns the style as a terminal with this many colours can draw it. Attributes stay. A background that is lost
    /// is drawn in reverse, so that a bar remains a bar.
    func downgraded(to depth: ColorDepth) -> Style {
        switch depth {
        case .palette: return self
        case .mono:
            let marked = background == .standard ? attributes : attributes.union(.reverse)
            return Style(.standard, on: .standard, marked)
        case .ansi16: return ansi.separated
        case .ansi8: return ansi.withoutBright.separated
        }
    }

    private var ansi: Style { Style(foreground.nearestANSI, on: background.nearestANSI, attributes) }

    /// The style for 8 colours: a bright foreground becomes bold and a bright background plain; bright black would be
    /// invisible on black.
    private var withoutBright: Style {
        var style = self
        if case .indexed(let index) = foreground, index >= 8 {
            style.foreground = index == 8 ? .standard : .indexed(index - 8)
            style.attributes.insert(index == 8 ? .dim : .bold)
        }
        if case .indexed(let index) = background, index >= 8 { style.background = .indexed(index - 8) }
        return style
    }

    /// The style without two equal colours, which would hide the text: the text becomes black or white.
    private var separated: Style {
        guard foreground == background, case .indexed(let index) = background else { return self }
        return Style(.indexed([0, 1, 4, 5, 8].contains(index) ? 7 : 0), on: background, attributes)
    }
}

extension Color {
    /// The nearest of the 16 ANSI colours in xterm's values.
    var nearestANSI: Color {
        guard case .indexed(let index) = self, index >= 16 else { return self }
        let wanted = Palette.level(of: index)
        func distance(_ index: Int) -> Int { Palette.distance(Palette.ansi[index], wanted) }
        let nearest = Palette.ansi.indices.min { distance($0) < distance($1) }
        return .indexed(UInt8(nearest ?? 7))
    }
}

/// xterm's 256 colours: 16 of ANSI, a cube of 6 levels, 24 greys.
private enum Palette {
    typealias Level = (red: Int, green: Int, blue: Int)

    static let ansi: [Level] = [
        (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
        (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255),
        (255, 255, 255),
    ]
    private static let steps = [0, 95, 135, 175, 215, 255]

    static func level(of index: UInt8) -> Level {
        let index = Int(index)
        if index < 16 { return ansi[index] }
        if index >= 232 {
            let grey = 8 + (index - 232) * 10
            return (grey, grey, grey)
        }
        let cube = index - 16
        return (steps[cube / 36], steps[cube / 6 % 6], steps[cube % 6])
    }

    /// Returns the squared distance, weighted roughly like the eye.
    static func distance(_ left: Level, _ right: Level) -> Int {
        func square(_ difference: Int) -> Int { difference * difference }
        return 3 * square(left.red - right.red) + 4 * square(left.green - right.green)
            + 2 * square(left.blue - right.blue)
    }
}
