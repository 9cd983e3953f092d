import Canvas
import Dashboard
import Testing

@testable import Themes

struct ThemesTests {
    private static let names = [
        "default", "dark", "light", "high-contrast", "mono", "deuteranopia-safe", "tritanopia-safe", "nord",
        "gruvbox-dark", "gruvbox-light", "catppuccin-mocha", "catppuccin-latte", "solarized-dark", "solarized-light",
    ]

    /// #808080, whose contrast to black and to white is about the same.
    private static let middleGrey: UInt8 = 243

    private static func error(_ text: String) -> ThemeError? {
        do {
            _ = try Themes.parse(Array(text.utf8), name: "x")
            return nil
        } catch {
            return error
        }
    }

    private static func style(_ text: String) throws -> Style {
        try Themes.parse(Array("[styles]\ntext = \(text)\n".utf8), name: "x")[.text]
    }

    @Test func areBuiltIn() {
        #expect(Themes.all.map(\.name) == Self.names && Themes.names == Self.names)
    }

    /// Checks that a colour of the web becomes the nearest one of xterm's palette.
    @Test func aColorOfTheWebIsTheNearestOfThePalette() throws {
        let steps = [0, 95, 135, 175, 215, 255]
        let palette: [[Int]] = (16...255).map { index in
            index < 232
                ? [steps[(index - 16) / 36], steps[(index - 16) / 6 % 6], steps[(index - 16) % 6]]
                : [Int](repeating: 8 + (index - 232) * 10, count: 3)
        }
        for value in stride(from: 0, through: 0xFFFFFF, by: 40_009) {
            let wanted = [value >> 16, value >> 8 & 255, value & 255]
            let distances = palette.map { color in zip(color, wanted).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } }
            let digits = String(value, radix: 16)
            let word = "#" + String(repeating: "0", count: 6 - digits.count) + digits
            guard case .indexed(let index) = try Self.style(word).foreground, index > 15 else {
                Issue.record("\(word)")
                continue
            }
            #expect(distances[Int(index) - 16] == distances.min(), "\(word)")
        }
    }

    @Test(arguments: names)
    func filesAreThemes(name: String) throws {
        let source = try #require(Themes.source(of: name))
        let theme = try Themes.parse(source, name: "none")
        #expect(theme.name == name)
        #expect(Themes.all.contains(theme))
        #expect(!theme.reason.isEmpty && theme.reason.count <= 40)
    }

    /// Checks that every role is in every built-in file, so that reading one file shows all roles.
    @Test(arguments: names)
    func filesNameEveryRole(name: String) throws {
        let text = String(decoding: try #require(Themes.source(of: name)), as: UTF8.self)
        for role in ThemeRole.allCases { #expect(text.contains("\n\(role.rawValue) = ")) }
    }

    @Test func defaultUsesTheTerminalsOwnColors() throws {
        for role in ThemeRole.allCases {
            let style = Themes.standard[role]
            for color in [style.foreground, style.background] {
                if case .indexed(let index) = color { #expect(index < 16 || index == Self.middleGrey) }
            }
            // Colours with little contrast on one of the two backgrounds may only be used where both colours are set.
            if style.background == .standard, case .indexed(let index) = style.foreground {
                #expect([1, 2, 5, 6, Self.middleGrey].contains(index))
            }
        }
    }

    @Test func monoHasNoColors() throws {
        let mono = try #require(Themes.all.first { $0.name == "mono" })
        for role in ThemeRole.allCases {
            #expect(mono[role].foreground == .standard && mono[role].background == .standard)
        }
        let telling: [ThemeRole] = [.text, .header, .column, .selection, .production, .stale, .key]
        let looks = Set(telling.map { mono[$0].attributes.subtracting([.dim, .italic]) })
        #expect(looks.count >= 6)
        #expect(mono[.failed] != mono[.completed] && mono[.failed] != mono[.active])
    }

    @Test(arguments: [
        ("", Style()),
        ("red", Style(.indexed(1))),
        ("bright-blue on black bold dim", Style(.indexed(12), on: .indexed(0), [.bold, .dim])),
        ("bold", Style(.standard, on: .standard, .bold)),
        ("on 17 italic", Style(.standard, on: .indexed(17), .italic)),
        ("default on default", Style()),
        ("#5f87af", Style(.indexed(67))),
        ("#808080", Style(.indexed(244))),
        ("#ff0001", Style(.indexed(196))),
        ("255 ; a comment", Style(.indexed(255))),
    ])
    func readsStyles(text: String, style: Style) throws {
        #expect(try Self.style(text) == style)
    }

    @Test func patchesTheDefault() throws {
        let theme = try Themes.parse(Array("[styles]\nstate.failed = 9\n".utf8), name: "mine")
        #expect(theme.name == "mine")
        #expect(theme[.failed] == Style(.indexed(9)))
        for role in ThemeRole.allCases where role != .failed { #expect(theme[role] == Themes.standard[role]) }
    }

    @Test(arguments: [
        (
            "[styles]\n\n; x\nstate.faild = red\n", 4,
            ThemeError.Problem.unknownRole("state.faild", nearest: "state.failed")
        ),
        ("[styles]\ntext = rde\n", 2, .unknownWord("rde", nearest: "red")),
        ("[styles]\ntext = 256\n", 2, .unknownWord("256", nearest: nil)),
        ("[styles]\ntext = #12345g\n", 2, .unknownWord("#12345g", nearest: nil)),
        ("[styles]\ntext = red blue\n", 2, .misplacedColor("blue")),
        ("[styles]\ntext = red on\n", 2, .misplacedColor("on")),
        ("[styles]\ntext = red on bold\n", 2, .misplacedColor("bold")),
        ("[theme]\nnmae = x\n", 2, .unknownKey("nmae")),
        ("[theme]\npaper = #000000 red\n", 2, .notWebColor("red")),
        ("[style]\ntext = red\n", 2, .unknownSection("style")),
        ("text = red\n", 1, .unknownSection("")),
        ("[styles]\ntext = red\nwhat\n", 3, .notReadable),
        ("[styles\ntext = red\n", 1, .notReadable),
        ("[styles]\n; \(String(repeating: "x", count: 3000))\ntext = red\n", 2, .notReadable),
        ("[styles]\ntext = r\0ed\n", 2, .notReadable),
    ])
    func saysWhatIsWrongAndWhere(text: String, line: Int, problem: ThemeError.Problem) {
        #expect(Self.error(text) == ThemeError(line: line, problem: problem))
        #expect(Self.error(text)?.description.hasPrefix("line \(line): ") == true)
    }
}
