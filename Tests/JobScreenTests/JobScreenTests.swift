import Canvas
import Queues
import Testing

@testable import Dashboard

@Suite struct JobScreenTests {
    private static let size = Size(columns: 80, rows: 24)

    @Test func theFirstSectionIsWhatMatters() {
        #expect(Fixture.screen(Fixture.failed).section == .error)
        #expect(Fixture.screen(Fixture.active).section == .data)
        var retried = Fixture.failed
        retried.row.state = .waiting
        #expect(Fixture.screen(retried).section == .error)
    }

    @Test func aChosenSectionStays() {
        var screen = JobScreen(queue: Fixture.queue, id: JobID("42"))
        screen.show(.logs)
        screen.receive(Fixture.failed)
        #expect(screen.section == .logs)
        screen.showSection(after: 1)
        #expect(screen.section == .logs)
        screen.showSection(after: .min)
        #expect(screen.section == .error)
    }

    @Test func theTargetIsTheJobAsItWasSeen() {
        var screen = JobScreen(queue: Fixture.queue, id: JobID("42"))
        #expect(screen.target == nil)
        screen.receive(Fixture.failed)
        #expect(screen.target == Operation.Target(queue: Fixture.queue, job: JobID("42"), state: .failed))
        var unlisted = Fixture.failed
        unlisted.row.state = nil
        screen.receive(unlisted)
        #expect(screen.target == nil)
        screen.receive(Fixture.failed)
        screen.receive(nil)
        #expect(screen.target == nil)
        #expect(screen.isGone)
        screen.receive(Fixture.failed)
        #expect(!screen.isGone)
    }

    @Test func brokenTracesAreShownAsTheyAre() {
        var detail = Fixture.failed
        for text in ["not json", #"["a""#, "[1]"] {
            detail.fields[.stacktrace] = Fixture.whole(text)
            let screen = Fixture.screen(detail)
            #expect(screen.note == .noTraces)
            #expect(screen.panes[.error]?.view.document.text.last == text)
        }
    }

    @Test func invalidJSONIsShownAsItIs() {
        var detail = Fixture.completed
        detail.fields[.data] = Fixture.whole("{\"a\": oops}")
        #expect(Fixture.screen(detail).note == .invalid(at: 6))
        #expect(Fixture.screen(detail).panes[.data]?.view.document.text == ["{\"a\": oops}"])
        detail.fields[.data] = Fixture.whole("[1,")
        #expect(Fixture.screen(detail).note == .incomplete)
        detail.fields[.data] = Excerpt(bytes: [], total: 30_000_000, isForbidden: true)
        #expect(Fixture.screen(detail).note == .forbidden(total: 30_000_000))
        detail.fields[.data] = nil
        #expect(Fixture.screen(detail).panes[.data]?.view.document.text == ["No data."])
    }

    @Test func theFirstPieceEndsWithASign() {
        var detail = Fixture.large
        detail.fields[.data] = Excerpt(bytes: Array(#"{"a":[1,2"#.utf8), total: 30_000_000)
        let screen = Fixture.screen(detail)
        #expect(screen.note == .piece(0..<9, total: 30_000_000))
        #expect(
            screen.panes[.data]?.view.document.text
                == ["{", #"  "a": ["#, "    1,", "    2", "--- cut here: the first 9 B of 30.0 MB ---"])
    }

    @Test func piecesAreAskedForAndShownFromTheirBeginning() {
        let length = JobRequest.pieceLength
        var screen = Fixture.screen(Fixture.failed)
        screen.show(.data)
        screen.movePiece(1)
        #expect(screen.request.offsets.isEmpty)
        screen = Fixture.screen(Fixture.large)
        screen.movePiece(2)
        #expect(screen.request.offsets == [.data: 2 * length])
        screen.movePiece(.max)
        #expect(screen.request.offsets == [.data: 29_999_999 / length * length])
        screen.movePiece(.min)
        #expect(screen.request.offsets.isEmpty)
        screen.movePiece(3)
        screen.move(.end, in: Self.size)
        var next = Fixture.large
        next.fields[.data]?.offset = 3 * length
        screen.receive(next)
        #expect(screen.panes[.data]?.view.isAtEnd == false)
        next.fields[.data] = Fixture.whole("1")
        screen.receive(next)
        #expect(screen.request.offsets.isEmpty)
    }

    @Test func theSearchGoesAlongToOtherSections() {
        var screen = Fixture.screen(Fixture.failed)
        screen.search("mail", in: Self.size)
        #expect(screen.panes[.error]?.view.search?.matches.count == 1)
        screen.showAttempt(after: 2)
        #expect(screen.panes[.error]?.view.search?.matches.count == 1)
        screen.show(.data)
        #expect(screen.panes[.data]?.view.search?.query == "mail")
        screen.search("", in: Self.size)
        #expect(screen.query == nil)
        screen.show(.error)
        #expect(screen.panes[.error]?.view.search == nil)
    }

    @Test func copies() {
        var screen = Fixture.screen(Fixture.failed)
        #expect(screen.id.bytes == Array("42".utf8))
        #expect(screen.copyText.map { String(decoding: $0, as: UTF8.self) }?.hasPrefix("connect ECONNREFUSED") == true)
        screen.show(.data)
        #expect(screen.copyText == Array(Fixture.data.utf8))
        screen.show(.result)
        #expect(screen.copyText == nil)
    }

    @Test func theSameAnswerChangesNothing() {
        var screen = Fixture.screen(Fixture.failed)
        screen.move(.rows(3), in: Size(columns: 40, rows: 10))
        let before = screen
        screen.receive(Fixture.failed)
        #expect(screen == before)
    }

    @Test(arguments: [Fixture.failed, Fixture.active, Fixture.large, Fixture.hostile]) func everySize(
        _ detail: JobDetail
    ) {
        var screen = Fixture.screen(detail)
        for section in JobSection.allCases {
            screen.show(section)
            for (columns, rows) in [
                (0, 0), (1, 1), (2, 1), (1, 2), (3, 3), (7, 4), (12, 5), (20, 6), (39, 9), (300, 3),
            ] {
                let size = Size(columns: columns, rows: rows)
                for movement in [TextMovement.pages(1), .rows(-1), .halfWidths(1), .end] {
                    screen.move(movement, in: size)
                }
                screen.search("a", in: size)
                screen.moveToMatch(1, in: size)
                for glyphs in Glyphs.allCases {
                    let frame = Fixture.frame(screen, columns, rows, glyphs)
                    #expect(frame.text.count == rows)
                    var pane = Frame(size: size)
                    JobPane.draw(into: &pane, in: Rect(size), context: Fixture.context(glyphs), row: detail.row)
                }
            }
            screen.toggleWrap()
        }
    }
}
