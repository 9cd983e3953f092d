import Canvas
import Testing

@testable import Dashboard

@Suite struct TextSearchTests {
    private static let size = Size(columns: 20, rows: 5)

    @Test(arguments: [
        ("error", 3), ("Error", 1), ("ERROR", 1), ("ü", 2), ("Ü", 1), ("x", 0), ("ort", 0), ("straße", 1),
        ("привет", 1), ("aa", 2),
    ])
    func caseCountsOnlyWithACapital(_ query: String, _ count: Int) {
        let text = "an Error, an ERROR\nerr\nor error\nÜber über Straße\nПривет aaaa"
        #expect(TextSearch(query, in: TextDocument(raw: Array(text.utf8))).matches.count == count)
    }

    @Test func brokenUTF8IsStillSearched() {
        let document = TextDocument(raw: [0xFF] + Array("ABC".utf8))
        #expect(TextSearch("abc", in: document).matches.map(\.range) == [1..<4])
    }

    @Test func matchesAreVisitedInOrderAndRoundTheEnds() {
        var view = TextView(TextDocument(raw: Array((1...50).map { "row \($0 % 10)" }.joined(separator: "\n").utf8)))
        view.move(.rows(12), in: Self.size)
        view.search("row 5", in: Self.size)
        #expect(view.search?.current == 1)
        view.moveToMatch(3, in: Self.size)
        #expect(view.search?.current == 4)
        #expect(view.search?.hasWrapped == false)
        view.moveToMatch(1, in: Self.size)
        #expect(view.search?.current == 0)
        #expect(view.search?.hasWrapped == true)
        view.moveToMatch(-1, in: Self.size)
        #expect(view.search?.current == 4)
        view.moveToMatch(-1, in: Self.size)
        #expect(view.search?.hasWrapped == false)
        #expect(view.search?.text(Fixture.context()).plain == "/row 5  4/5")
    }

    @Test func theCurrentMatchIsOnTheScreen() {
        let long = String(repeating: "-", count: 500) + "needle" + String(repeating: "日", count: 300) + "needle"
        for wraps in [true, false] {
            var view = TextView(TextDocument(raw: Array("top\n\(long)\n\n\nneedle".utf8)), wraps: wraps)
            view.search("needle", in: Self.size)
            for _ in 0..<4 {
                var frame = Frame(size: Self.size)
                view.draw(into: &frame, in: Rect(Self.size), context: Fixture.context())
                let found = Style(Fixture.theme[.match].foreground, on: .standard, [.bold, .underline])
                let shown = (0..<5).flatMap { y in frame.row(y).filter { $0.style == found }.map(\.text) }
                #expect(shown.joined() == "needle")
                view.moveToMatch(1, in: Self.size)
            }
        }
    }

    @Test func whileTypingItSearchesFromWhereItBegan() {
        let text = (1...40).map { $0 == 20 ? "ab" : $0 == 10 ? "ac" : "-" }.joined(separator: "\n")
        var view = TextView(TextDocument(raw: Array(text.utf8)))
        view.search("ab", in: Self.size)
        #expect(view.topPosition(in: Self.size).line == 18)
        view.search("a", in: Self.size)
        #expect(view.search?.current == 0)
        view.moveToMatch(1, in: Self.size)
        view.search("-", in: Self.size)
        #expect(view.search?.current.flatMap { view.search?.matches[$0].line } == 18)
    }

    @Test func anotherTextIsSearchedAgain() {
        var view = TextView(TextDocument(raw: Array("a\nb\na\na".utf8)))
        view.search("a", in: Self.size)
        view.moveToMatch(2, in: Self.size)
        view.replace(with: TextDocument(raw: Array("a".utf8)))
        #expect(view.search?.current == 0)
        view.replace(with: TextDocument())
        #expect(view.search?.current == nil)
        view.moveToMatch(1, in: Self.size)
        #expect(view.search?.matches.isEmpty == true)
    }
}
