import Canvas
import Queues
import Testing

@testable import Dashboard

/// Pages of a job's log, and whether its end is followed.
@Suite struct JobLogTests {
    private static let size = Size(columns: 80, rows: 24)

    @Test func olderPagesOfTheLogStayWhereTheyAre() {
        var screen = Fixture.screen(log(2_000..<3_000, total: 3_000))
        screen.show(.logs)
        #expect(screen.note == .lines(2_000..<3_000, total: 3_000))
        screen.movePiece(1)
        #expect(screen.request.logOffset == 0)
        screen.movePiece(-1)
        #expect(screen.request.logOffset == 1_000)
        screen.receive(log(1_000..<2_000, total: 3_000))
        #expect(Fixture.frame(screen, 80, 24).text.contains { $0.hasPrefix("entry 1999") })
        screen.receive(log(1_007..<2_007, total: 3_007))
        #expect(screen.request.logOffset == 1_007)
        screen.movePiece(-99)
        #expect(screen.request.logOffset == 3_000)
    }

    @Test func aLogSaysWhetherItIsFollowed() {
        var screen = Fixture.screen(log(2_000..<3_000, total: 3_000))
        #expect(screen.isFollowing == nil)
        screen.show(.logs)
        #expect(screen.isFollowing == true)
        screen.move(.rows(-1), in: Self.size)
        #expect(Fixture.frame(screen, 80, 24).text.contains { $0.hasPrefix("not following, G does") })
        screen.movePiece(-1)
        screen.receive(log(1_000..<2_000, total: 3_000))
        screen.move(.rows(5_000), in: Self.size)
        #expect(screen.isFollowing == false)
        screen.move(.end, in: Self.size)
        #expect(screen.request.logOffset == 0)
        screen.receive(log(2_001..<3_001, total: 3_001))
        #expect(Fixture.frame(screen, 80, 24).text.contains { $0.hasPrefix("entry 3000") })
        #expect(Fixture.frame(screen, 80, 24).text.contains { $0.hasPrefix("following") })
        screen.receive(nil)
        #expect(screen.isFollowing == nil)
    }

    @Test func aLogThatGrowsIsFollowedOrKeptStill() {
        var screen = Fixture.screen(log(0..<1_000, total: 1_000))
        screen.show(.logs)
        screen.receive(log(5..<1_005, total: 1_005))
        #expect(Fixture.frame(screen, 80, 24).text.contains { $0.hasPrefix("entry 1004") })
        screen.move(.rows(-50), in: Self.size)
        let before = Fixture.frame(screen, 80, 24).text.first { $0.hasPrefix("entry") }
        screen.receive(log(25..<1_025, total: 1_025))
        #expect(Fixture.frame(screen, 80, 24).text.first { $0.hasPrefix("entry") } == before)
    }

    private func log(_ range: Range<Int>, total: Int) -> JobDetail {
        var detail = Fixture.active
        detail.logs = LogExcerpt(lines: range.map { Array("entry \($0)".utf8) }, offset: range.lowerBound, total: total)
        return detail
    }
}
