import Canvas

/// A terminal's own 16 colours with its ink and paper, as 0xRRGGBB; the colours from 16 on are xterm's.
struct TerminalPalette: Sendable {
    let name: String
    let paper: Int
    let ink: Int
    let ansi: [Int]

    /// A terminal of the usual dark kind, in which all colours of text have room: GitHub's dark one on black.
    static let dark = TerminalPalette(
        name: "dark", paper: 0x000000, ink: 0xE6EDF3,
        ansi: [
            0x484F58, 0xFF7B72, 0x3FB950, 0xD29922, 0x58A6FF, 0xBC8CFF, 0x39C5CF, 0xB1BAC4,
            0x6E7681, 0xFFA198, 0x56D364, 0xE3B341, 0x79C0FF, 0xD2A8FF, 0x56D4DD, 0xFFFFFF,
        ])
    /// The same on white: GitHub's light one.
    static let light = TerminalPalette(
        name: "light", paper: 0xFFFFFF, ink: 0x1F2328,
        ansi: [
            0x24292F, 0xCF222E, 0x116329, 0x4D2D00, 0x0969DA, 0x8250DF, 0x1B7C83, 0x6E7781,
            0x57606A, 0xA40E26, 0x1A7F37, 0x633C01, 0x218BFF, 0xA475F9, 0x3192AA, 0x8C959F,
        ])

    static let xterm = TerminalPalette(
        name: "xterm", paper: 0x000000, ink: 0xE5E5E5,
        ansi: [
            0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
            0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
        ])

    /// Returns the same palette on another paper.
    func on(_ paper: Int) -> TerminalPalette { TerminalPalette(name: name, paper: paper, ink: ink, ansi: ansi) }

    /// Returns the ink and the paper of a style over the one of plain text, as a terminal shows them.
    func look(_ style: Style, over text: Style) -> (ink: Light, paper: Light) {
        let style = text.overlaid(by: style)
        let (front, back) = (Light(value(style.foreground) ?? ink), Light(value(style.background) ?? paper))
        return style.attributes.contains(.reverse) ? (back, front) : (front, back)
    }

    private func value(_ color: Color) -> Int? {
        guard case .indexed(let index) = color else { return nil }
        let number = Int(index)
        if number < 16 { return ansi[number] }
        if number >= 232 { return (8 + (number - 232) * 10) * 0x010101 }
        let steps = [0, 95, 135, 175, 215, 255]
        return steps[(number - 16) / 36] << 16 | steps[(number - 16) / 6 % 6] << 8 | steps[(number - 16) % 6]
    }
}
