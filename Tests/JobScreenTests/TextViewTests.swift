import Canvas
import TestSupport
import Testing

@testable import Dashboard

@Suite struct TextViewTests {
    private static let size = Size(columns: 20, rows: 5)

    private func lines(_ count: Int) -> TextDocument {
        TextDocument(raw: Array((1...count).map { "line \($0)" }.joined(separator: "\n").utf8))
    }

    private func rows(_ view: TextView, _ size: Size = size) -> [String] {
        var frame = Frame(size: size)
        view.draw(into: &frame, in: Rect(size), context: Fixture.context())
        return frame.text.map { String($0.reversed().drop { $0 == " " }.reversed()) }
    }

    @Test(arguments: [
        (TextMovement.rows(1), "line 2"), (.rows(-1), "line 1"), (.halfPages(1), "line 3"), (.pages(1), "line 5"),
        (.end, "line 26"), (.start, "line 1"), (.rows(1_000), "line 26"), (.pages(.max), "line 26"),
        (.pages(.min), "line 1"),
    ])
    func movement(_ movement: TextMovement, _ first: String) {
        var view = TextView(lines(30))
        view.move(movement, in: Self.size)
        #expect(rows(view).first == first)
    }

    @Test func thePlaceIsKeptWhenTheTextGrows() {
        var view = TextView(lines(30))
        view.move(.rows(10), in: Self.size)
        view.replace(with: lines(40))
        #expect(rows(view).first == "line 11")
        view.replace(with: lines(6))
        #expect(rows(view).first == "line 2")
    }

    @Test func theEndIsFollowedUntilSomebodyScrollsUp() {
        var view = TextView(lines(30), atEnd: true)
        view.replace(with: lines(40))
        #expect(rows(view).last == "line 40")
        view.move(.rows(-1), in: Self.size)
        view.replace(with: lines(50))
        #expect(rows(view).first == "line 35")
        view.move(.rows(11), in: Self.size)
        view.replace(with: lines(60))
        #expect(rows(view).last == "line 60")
    }

    @Test func linesThatLeaveAtTheTopDoNotMoveTheText() {
        var view = TextView(lines(30))
        view.move(.rows(10), in: Self.size)
        view.replace(
            with: TextDocument(raw: Array((5...34).map { "line \($0)" }.joined(separator: "\n").utf8)), droppingFirst: 4
        )
        #expect(rows(view).first == "line 11")
    }

    @Test func aLongLineWrapsOrIsCutWithASign() {
        var view = TextView(TextDocument(raw: Array("0123456789abcdefghijklmnopqrst\nshort".utf8)))
        #expect(rows(view) == ["0123456789abcdefghij", "klmnopqrst", "short", "", ""])
        view.setWraps(false)
        #expect(rows(view).prefix(2) == ["0123456789abcdefghi…", "short"])
        view.move(.halfWidths(1), in: Self.size)
        #expect(rows(view).prefix(2) == ["…bcdefghijklmnopqrst", "…"])
        view.move(.halfWidths(-5), in: Self.size)
        #expect(rows(view).first == "0123456789abcdefghi…")
        view.move(.halfWidths(.max), in: Self.size)
        #expect(rows(view).first == "…")
    }

    @Test func sidewaysAWideCharacterKeepsItsColumns() {
        var view = TextView(TextDocument(raw: Array("日本語日本語\nxabcdefghijk".utf8)), wraps: false)
        view.move(.halfWidths(1), in: Size(columns: 6, rows: 2))
        #expect(rows(view, Size(columns: 6, rows: 2)) == ["…語日…", "…defg…"])
    }

    @Test func aLineOf256KiBIsShownAnywhere() {
        for text in ["0123456789", "ü日本語12"] {
            let bytes = Array(String(repeating: text, count: 262_144 / text.utf8.count).utf8)
            var view = TextView(TextDocument(raw: bytes))
            #expect(rows(view).first?.hasPrefix(text) == true)
            view.move(.end, in: Self.size)
            #expect(rows(view).last?.hasSuffix(String(text.suffix(2))) == true)
            view.move(.rows(-1), in: Self.size)
            view.move(.rows(1), in: Self.size)
            #expect(view.isAtEnd)
            view.setWraps(false)
            view.search("9x", in: Self.size)
            #expect(view.search?.matches.isEmpty == true)
        }
    }

    @Test func nothingIsDrawnOutsideAndNothingTraps() {
        var random = Dice(seed: 7)
        for _ in 0..<60 {
            var view = TextView(.random(using: &random), wraps: .random(using: &random), atEnd: .random(using: &random))
            for _ in 0..<12 {
                let size = Size(columns: .random(in: 0...90, using: &random), rows: .random(in: 0...12, using: &random))
                Self.change(&view, size, using: &random)
                var frame = Frame(size: Size(columns: 100, rows: 20))
                frame.fill(Rect(frame.size), style: Style(.indexed(200)))
                let rect = Rect(x: 5, y: 4, columns: size.columns, rows: size.rows)
                view.draw(into: &frame, in: rect, context: Fixture.context(.random(using: &random) ? .unicode : .ascii))
                let inside = (0..<2_000).filter { frame[$0 % 100, $0 / 100].style != Style(.indexed(200)) }
                #expect(inside.count == rect.columns * rect.rows)
                #expect(inside.allSatisfy { 5..<5 + rect.columns ~= $0 % 100 && 4..<4 + rect.rows ~= $0 / 100 })
                _ = view.place(in: size, glyphs: .unicode)
            }
        }
    }

    private static func change(_ view: inout TextView, _ size: Size, using random: inout Dice) {
        let count = Int.random(in: -40...40, using: &random)
        switch Int.random(in: 0...9, using: &random) {
        case 0: view.move(.rows(count), in: size)
        case 1: view.move(.pages(count), in: size)
        case 2: view.move(.halfPages(count), in: size)
        case 3: view.move(.halfWidths(count), in: size)
        case 4: view.move(count > 0 ? .end : .start, in: size)
        case 5: view.setWraps(count > 0)
        case 6: view.search(["x", "日", "plain", "E", "\u{301}", ""].randomElement(using: &random), in: size)
        case 7: view.moveToMatch(count, in: size)
        case 8: view.replace(with: .random(using: &random), droppingFirst: max(0, count))
        default: view.jump(toLine: count)
        }
    }
}
