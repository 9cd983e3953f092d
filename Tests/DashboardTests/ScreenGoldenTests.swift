import Canvas
import Queues
import TestSupport
import Testing
import Themes

@testable import Dashboard

/// Every screen that reads something, in every condition, at every width that the design names, in three themes, one of them
/// without Unicode and colours. Each screen has one file: the frames of its usual condition as a whole, and the differences
/// in the others.
@Suite struct ScreenGoldenTests {
    static let sizes = [(120, 40), (80, 24), (200, 50), (40, 10), (20, 10), (60, 24), (300, 60)]

    /// A theme whose roles have papers of their own, and one without colours.
    private static let themes: [(name: String, glyphs: Glyphs)] = [("nord", .unicode), ("mono", .ascii)]

    @Test(arguments: ScreenLook.table.indices) func looks(_ index: Int) throws {
        let look = ScreenLook.table[index]
        let frames =
            Self.sizes.map { (size: $0, theme: "default", glyphs: Glyphs.unicode) }
            + Self.themes.map { (size: (80, 24), theme: $0.name, glyphs: $0.glyphs) }
        var parts: [String] = []
        for (size, theme, glyphs) in frames {
            let name = "\(size.0)x\(size.1)" + (theme == "default" ? "" : ", \(theme)")
            let full = look.scenario(.full, size, glyphs, theme: theme).frame
            parts.append("== \(name)\n" + full.dump)
            for condition in look.conditions.dropFirst() {
                let frame = look.scenario(condition, size, glyphs, theme: theme).frame
                parts.append("== \(name), \(condition.rawValue)\n" + frame.changes(from: full))
            }
        }
        let drawn = parts.joined()
        let golden = try GoldenFile("screen-" + look.name).text(for: drawn)
        let differing = zip(drawn.split(separator: "=="), golden.split(separator: "==")).first { $0 != $1 }
        #expect(drawn == golden, "\(look.name) looks different: \(differing?.0 ?? "")")
    }

    /// The gallery of docs/themes.md is made of these frames.
    @Test(arguments: Themes.names) func looksInEveryTheme(_ theme: String) throws {
        var scenario = Scenario(columns: 80, rows: 20, theme: theme)
        scenario.open("1")
        scenario.type("j")
        try expectGolden(scenario.frame, "theme-\(theme)")
    }
}

/// Compares a frame with the one in `Golden/`.
func expectGolden(_ frame: Frame, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let golden = try GoldenFile(name).text(for: frame.dump)
    #expect(frame.dump == golden, "\(name) looks different", sourceLocation: sourceLocation)
}
