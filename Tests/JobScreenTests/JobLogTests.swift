import Canvas
import Queues
import Testing

@testable import Dashboard

/// A job's log of any length: read in windows around the shown lines, followed at its end, and searched as a whole.
@Suite struct JobLogTests {
    private static let size = Size(columns: 80, rows: 24)

    private func log(_ range: Range<Int>, total: Int, finding part: LogSearchPart? = nil) -> JobDetail {
        var detail = Fixture.active
        detail.logs = LogExcerpt(lines: range.map { Array("entry \($0)".utf8) }, offset: range.lowerBound, total: total)
        detail.logSearch = part
        return detail
    }

    /// Answers a request as the store does: with half a window on each side of the requested line.
    private func answer(_ screen: inout JobScreen, total: Int, finding part: LogSearchPart? = nil) {
        let half = JobRequest.logLimit / 2
        let window = screen.request.logLine.map { max(0, $0 - half)..<min(total, $0 + half) }
        screen.answered = screen.request
        screen.receive(log(window ?? max(0, total - 2 * half)..<total, total: total, finding: part))
    }

    private func open(total: Int) -> JobScreen {
        var screen = Fixture.screen(log(max(0, total - 1_000)..<total, total: total))
        screen.answered = screen.request
        screen.show(.logs)
        return screen
    }

    private func top(_ screen: JobScreen) -> String? {
        Fixture.frame(screen, 80, 24).text.first { $0.hasPrefix("entry") }.map {
            String($0.prefix { $0 != "|" }.split(separator: "  ")[0])
        }
    }

    private func status(_ screen: JobScreen) -> String { Fixture.frame(screen, 80, 24).text.last ?? "" }

    @Test func scrollingAsksForTheLinesAroundBeforeItsEndsAreReached() {
        var screen = open(total: 200_000)
        #expect(status(screen).contains("of 200 000") && screen.request.logLine == nil)
        var shown = 200_000
        for _ in 0..<400 {
            screen.move(.pages(-1), in: Self.size)
            answer(&screen, total: 200_000)
            guard let line = top(screen).flatMap({ Int($0.dropFirst(6)) }) else { break }
            // The lines move without a gap and without a jump.
            #expect(line < shown && line >= shown - 40)
            shown = line
        }
        #expect(shown < 195_000)
        let before = top(screen)
        answer(&screen, total: 200_500)
        #expect(top(screen) == before)
    }

    @Test func theOldestAndTheNewestLineAreOneKeyAway() {
        var screen = open(total: 200_000)
        screen.move(.start, in: Self.size)
        #expect(screen.request.logLine == 0)
        answer(&screen, total: 200_000)
        #expect(top(screen) == "entry 0" && status(screen).contains("line 1–"))
        for _ in 0..<200 {
            screen.move(.halfPages(1), in: Self.size)
            answer(&screen, total: 200_000)
        }
        let line = top(screen).flatMap { Int($0.dropFirst(6)) } ?? 0
        #expect(line > 1_200 && line < 2_500)
        screen.move(.end, in: Self.size)
        #expect(screen.request.logLine == nil)
        answer(&screen, total: 200_007)
        #expect(Fixture.frame(screen, 80, 24).text.contains { $0.hasPrefix("entry 200006") })
        #expect(screen.isFollowing == true)
    }

    @Test func pagesOfLinesAreTurned() {
        var screen = open(total: 3_000)
        screen.movePiece(1)
        #expect(screen.request.logLine == nil)
        screen.movePiece(-1)
        #expect(screen.request.logLine == 1_999)
        answer(&screen, total: 3_000)
        #expect(top(screen) == "entry 1999")
        screen.movePiece(-99)
        answer(&screen, total: 3_000)
        #expect(top(screen) == "entry 0")
        screen.movePiece(.max)
        answer(&screen, total: 3_000)
        #expect(screen.isFollowing == true)
    }

    @Test func aLogSaysWhetherItIsFollowed() {
        var screen = open(total: 3_000)
        #expect(status(screen).hasPrefix("following"))
        screen.move(.rows(-1), in: Self.size)
        #expect(status(screen).hasPrefix("not following, G does"))
        // The lines that are read stay while the log grows by more than a window.
        let line = top(screen)
        answer(&screen, total: 3_000)
        answer(&screen, total: 9_000)
        #expect(top(screen) == line)
        screen.move(.end, in: Self.size)
        answer(&screen, total: 9_000)
        #expect(status(screen).hasPrefix("following"))
        screen.receive(nil)
        #expect(screen.isFollowing == nil)
    }

    @Test func aShortLogIsReadWhole() {
        var screen = open(total: 60)
        screen.move(.start, in: Self.size)
        screen.move(.pages(1), in: Self.size)
        #expect(screen.request.logLine == nil)
        answer(&screen, total: 61)
        #expect(screen.request.logLine == nil && status(screen).contains("of 61"))
    }

    private func found(_ lines: [Int], looked: Int, of total: Int, after offset: Int = 0, isFull: Bool = false)
        -> LogSearchPart
    {
        LogSearchPart(
            offset: offset, found: lines.map { FoundLine(index: $0, text: Array("entry \($0)".utf8)) }, looked: looked,
            total: total, isFull: isFull, isComplete: looked == total || isFull)
    }

    /// Types the text in the open prompt, and enters it.
    private func search(_ text: String, in screen: inout JobScreen) {
        screen.search(text, in: Self.size)
        screen.beginLogSearch(isTyping: true)
        #expect(screen.request.logSearch == nil)
        screen.beginLogSearch(isTyping: false)
    }

    @Test func allLinesAreLookedThroughOnceTheTextIsTyped() {
        var screen = open(total: 200_000)
        search("entry 77", in: &screen)
        #expect(screen.request.logSearch == LogSearch("entry 77"))
        answer(&screen, total: 200_000, finding: found([77, 770], looked: 40_000, of: 200_000))
        #expect(status(screen).contains("2 lines in 20 %, Esc stops"))
        #expect(screen.request.logSearch?.known == 2)
        answer(&screen, total: 200_000, finding: found([77_000], looked: 200_000, of: 200_000, after: 2))
        // No match was visible, so the screen goes to the nearest one.
        answer(&screen, total: 200_000)
        #expect(status(screen).contains("3 of 3 lines"))
        screen.moveToMatch(-1, in: Self.size)
        #expect(screen.request.logLine == 770)
        answer(&screen, total: 200_000)
        #expect(Fixture.frame(screen, 80, 24).text.contains { $0.hasPrefix("entry 770 ") })
        screen.moveToMatch(-1, in: Self.size)
        screen.moveToMatch(-1, in: Self.size)
        answer(&screen, total: 200_000)
        #expect(status(screen).contains("3 of 3 lines"), "around the ends")
    }

    @Test func escStopsAndKeepsWhatWasFound() {
        var screen = open(total: 200_000)
        search("77", in: &screen)
        answer(&screen, total: 200_000, finding: found([77], looked: 40_000, of: 200_000))
        let wasLeft = screen.leaveLog()
        #expect(wasLeft && screen.request.logSearch?.isStopped == true)
        #expect(status(screen).contains("1 line in 20 %, stopped"))
        let isLeftAgain = screen.leaveLog()
        #expect(!isLeftAgain)
        screen.search(nil, in: Self.size)
        #expect(
            screen.request.logSearch == nil && screen.log == JobLog(line: screen.log.line, target: screen.log.target))
    }

    @Test func onlyTheLinesThatMatchAreShown() {
        var screen = open(total: 200_000)
        search("77", in: &screen)
        answer(&screen, total: 200_000, finding: found([76, 77, 770], looked: 200_000, of: 200_000))
        screen.toggleFound()
        let text = Fixture.frame(screen, 80, 24).text
        #expect(text.contains { $0.hasPrefix(" 77  entry 76") } && text.contains { $0.hasPrefix("771  entry 770") })
        answer(&screen, total: 200_010, finding: found([200_005], looked: 200_010, of: 200_010, after: 3))
        #expect(Fixture.frame(screen, 80, 24).text.contains { $0.contains("entry 200005") })
        #expect(screen.isFollowing == nil)
        screen.move(.start, in: Self.size)
        let isLeft = screen.leaveLog()
        #expect(isLeft)
        answer(&screen, total: 200_010)
        #expect(screen.log.showsFound == false && top(screen) != nil)
        screen.toggleFound()
        screen.search(nil, in: Self.size)
        #expect(!screen.log.showsFound)
    }

    @Test func aFullSearchAndANewStoreAreTaken() {
        var screen = open(total: 200_000)
        search("e", in: &screen)
        answer(&screen, total: 200_000, finding: found([1, 2], looked: 200_000, of: 200_000, isFull: true))
        #expect(status(screen).contains("2 lines, older ones are not kept"))
        // A store that was opened again starts the search from the beginning.
        answer(&screen, total: 200_000, finding: found([1], looked: 2, of: 200_000))
        #expect(screen.log.found.map(\.index) == [1])
        answer(&screen, total: 200_000, finding: found([9], looked: 2, of: 200_000, after: 5))
        #expect(screen.log.found.map(\.index) == [1])
    }

    @Test func linesThatTheLogNoLongerHasAreForgotten() {
        var screen = open(total: 1_000)
        search("entry", in: &screen)
        answer(&screen, total: 1_000, finding: found([10, 400, 900], looked: 1_000, of: 1_000))
        var part = found([990], looked: 1_000, of: 1_000, after: 3)
        (part.trimmed, part.dropped) = (400, 1)
        answer(&screen, total: 1_000, finding: part)
        #expect(screen.log.found.map(\.index) == [0, 500, 990] && screen.request.logSearch?.known == 4)
        // Lines that the store has dropped before they were told are skipped.
        part = found([998, 999], looked: 1_000, of: 1_000, after: 9, isFull: true)
        (part.trimmed, part.dropped) = (400, 9)
        answer(&screen, total: 1_000, finding: part)
        #expect(screen.log.found.map(\.index) == [998, 999] && screen.request.logSearch?.known == 11)
        #expect(status(screen).contains("2 lines, older ones are not kept"))
    }

    @Test func colorsAreDropped() {
        var detail = Fixture.active
        let lines = ["\u{1B}[31mred\u{1B}[0m plain", "\u{1B}]0;title\u{7}not a colour"]
        detail.logs = LogExcerpt(lines: lines.map { Array($0.utf8) }, total: 2)
        var screen = Fixture.screen(detail)
        screen.show(.logs)
        let text = Fixture.frame(screen, 80, 24).text
        #expect(text.contains { $0.hasPrefix("red plain") } && text.contains { $0.hasPrefix("␛]0;title␇not a colour") })
    }
}
