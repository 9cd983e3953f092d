import Canvas
import Queues
import TestSupport
import Testing

@testable import Dashboard

@Suite struct JobScreenGoldenTests {
    struct Look: CustomTestStringConvertible {
        let name: String
        let screen: JobScreen
        var testDescription: String { name }
    }

    static let looks = [
        Look(name: "failed", screen: Fixture.screen(Fixture.failed)),
        Look(name: "attempt-of-before", screen: attempt(2, Fixture.failed)),
        Look(name: "attempt-trimmed", screen: attempt(1, Fixture.trimmed)),
        Look(name: "active-logs", screen: showing(.logs, Fixture.active)),
        Look(name: "log-searched", screen: log(isFiltered: false)),
        Look(name: "log-filtered", screen: log(isFiltered: true)),
        Look(name: "active-progress", screen: showing(.progress, Fixture.active)),
        Look(name: "delayed", screen: Fixture.screen(Fixture.delayed)),
        Look(name: "completed", screen: showing(.result, Fixture.completed)),
        Look(name: "large", screen: Fixture.screen(Fixture.large)),
        Look(name: "hostile", screen: Fixture.screen(Fixture.hostile)),
        Look(name: "gone", screen: gone(Fixture.screen(Fixture.completed))),
        Look(name: "never-seen", screen: gone(JobScreen(queue: Fixture.queue, id: JobID("47")))),
        Look(name: "searched", screen: searched()),
    ]

    @Test(arguments: looks, [(200, 50), (120, 40), (80, 24), (40, 10)]) func drawing(_ look: Look, _ size: (Int, Int))
        throws
    {
        let unicode = Fixture.frame(look.screen, size.0, size.1, .unicode)
        #expect(try unicode.dump == GoldenFile("\(look.name)-\(size.0)x\(size.1)").text(for: unicode.dump))
        let ascii = Fixture.frame(look.screen, size.0, size.1, .ascii)
        #expect(try ascii.dump == GoldenFile("\(look.name)-\(size.0)x\(size.1)-ascii").text(for: ascii.dump))
        #expect(ascii.text.allSatisfy { $0.utf8.count == size.0 })
    }

    private static func showing(_ section: JobSection, _ detail: JobDetail) -> JobScreen {
        var screen = Fixture.screen(detail)
        screen.show(section)
        return screen
    }

    private static func attempt(_ place: Int, _ detail: JobDetail) -> JobScreen {
        var screen = Fixture.screen(detail)
        screen.showAttempt(after: place)
        return screen
    }

    /// Returns a screen in the middle of 200,000 lines, while a search of them is in progress.
    private static func log(isFiltered: Bool) -> JobScreen {
        var detail = Fixture.active
        let lines = (99_500..<100_500).map {
            "14:08:21 row \($0)" + ($0 % 40 == 7 ? " refused: no such tenant" : " stored")
        }
        detail.logs = LogExcerpt(lines: lines.map { Array($0.utf8) }, offset: 99_500, total: 200_000)
        var screen = Fixture.screen(detail)
        screen.show(.logs)
        screen.search("refused", in: Size(columns: 80, rows: 24))
        screen.beginLogSearch(isTyping: false)
        let found = stride(from: 7, to: 120_000, by: 40).map {
            FoundLine(index: $0, text: Array("14:08:21 row \($0) refused: no such tenant".utf8))
        }
        detail.logSearch = LogSearchPart(
            found: found, looked: 120_000, total: 200_000, isComplete: false)
        screen.receive(detail)
        if isFiltered { screen.toggleFound() }
        return screen
    }

    private static func gone(_ screen: JobScreen) -> JobScreen {
        var screen = screen
        screen.receive(nil)
        return screen
    }

    private static func searched() -> JobScreen {
        var screen = showing(.data, Fixture.failed)
        screen.toggleWrap()
        screen.search("ID", in: Size(columns: 80, rows: 24))
        screen.search("id", in: Size(columns: 80, rows: 24))
        return screen
    }
}
