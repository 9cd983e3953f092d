import Canvas
import Dashboard
import Testing

@testable import Themes

/// The contrast of every role, and the distance of the states, are computed as a terminal shows them.
struct ContrastTests {
    private static let states: [ThemeRole] = [
        .waiting, .active, .prioritized, .delayed, .failed, .completed, .waitingChildren, .paused,
    ]
    /// Lines and boxes are no text.
    private static let text = ThemeRole.allCases.filter { $0 != .border }

    /// The roles of `default` that name both of their colours; they are computed for xterm's.
    private static let paired: Set<ThemeRole> = [.production, .warning, .question]

    /// Returns the terminals that a theme is made for: its own colours, or the papers that its file names.
    private static func terminals(of name: String) throws -> [TerminalPalette] {
        let file = try ThemeFile(try #require(Themes.source(of: name)), name: name, over: [:])
        guard file.styles[.text]?.background == .standard else { return [.dark, .light] }
        return file.papers.map { paper in
            (Light(paper).luminance < 0.2 ? TerminalPalette.dark : .light).on(paper)
        }
    }

    private static func theme(_ name: String) throws -> Theme { try #require(Themes.all.first { $0.name == name }) }

    /// The least contrast of the text of a role: 4.5:1 is AA of WCAG 2, 7:1 AAA.
    private static func least(in name: String) -> Double { name == "high-contrast" ? 7 : 4.5 }

    /// Checks every role on the paper, and the states also under the cursor.
    @Test(arguments: Themes.names.filter { $0 != "mono" }) func textIsReadable(_ name: String) throws {
        let theme = try Self.theme(name)
        let terminals = try Self.terminals(of: name)
        #expect(!terminals.isEmpty)
        for terminal in terminals {
            for role in Self.text {
                let isPaired = name == "default" && Self.paired.contains(role)
                let look = (isPaired ? .xterm : terminal).look(theme[role], over: theme[.text])
                let contrast = look.ink.contrast(to: look.paper)
                #expect(contrast >= Self.least(in: name), "\(name) \(role.rawValue) \(terminal.paper)")
            }
            for role in Self.states + [.text, .muted] {
                let barred = theme[role].barred(by: theme[.selection], on: theme[.text].background)
                let look = terminal.look(barred, over: theme[.text])
                let contrast = look.ink.contrast(to: look.paper)
                #expect(contrast >= Self.least(in: name), "\(name) \(role.rawValue) in the bar")
            }
        }
    }

    /// Checks that the row under the cursor has one background, whether a cell names the paper or not.
    @Test(arguments: Themes.names) func theBarIsOne(_ name: String) throws {
        let theme = try Self.theme(name)
        let (bar, paper) = (theme[.selection], theme[.text].background)
        guard bar.background != .standard, bar.foreground == .standard else { return }
        for role in Self.states + [.text, .muted] where role == .text || theme[role].background == .standard {
            for style in [theme[role], theme[.text].overlaid(by: theme[role])] {
                #expect(style.barred(by: bar, on: paper).background == bar.background, "\(role.rawValue)")
            }
        }
    }

    /// Checks that states can be told apart by eyes that lack a kind of cone: the failed ones from far, all by a
    /// difference that is plainly seen.
    @Test(arguments: [
        ("deuteranopia-safe", [ColorVision.usual, .deuteranopia, .protanopia]),
        ("tritanopia-safe", [.usual, .tritanopia]),
    ]) func statesDifferForTheseEyes(_ name: String, _ visions: [ColorVision]) throws {
        let theme = try Self.theme(name)
        for vision in visions {
            for (index, state) in Self.states.enumerated() {
                let light = TerminalPalette.dark.look(theme[state], over: theme[.text]).ink.seen(by: vision)
                for other in Self.states[..<index] {
                    let second = TerminalPalette.dark.look(theme[other], over: theme[.text]).ink.seen(by: vision)
                    let least = state == .failed || other == .failed ? 30.0 : 12
                    let distance = light.distance(to: second)
                    #expect(distance >= least, "\(name): \(state.rawValue), \(other.rawValue), \(vision)")
                }
            }
        }
    }

    /// Checks the simulation with known colours: red and green are near each other for deuteranopia, and not for
    /// tritanopia.
    @Test func theSimulationConfusesWhatTheseEyesConfuse() {
        let (red, green) = (Light(0xB0_60_30), Light(0x80_80_30))
        func distance(_ vision: ColorVision) -> Double {
            red.seen(by: vision).distance(to: green.seen(by: vision))
        }
        #expect(distance(.deuteranopia) < distance(.usual) / 3)
        #expect(distance(.protanopia) < distance(.usual) / 2)
        #expect(distance(.tritanopia) > distance(.usual) / 2)
        #expect(abs(Light(0x777777).contrast(to: Light(0xFFFFFF)) - 4.48) < 0.01)
    }
}
