import Canvas
import TestSupport
import Testing

@testable import Dashboard

@Suite struct TextLayoutTests {
    @Test func rowsCoverTheDocumentInBothDirections() {
        var random = Dice(seed: 4)
        for _ in 0..<15 {
            let document = TextDocument.random(using: &random)
            let columns = Int.random(in: 1...120, using: &random)
            let layout = TextLayout(document, columns: columns, wraps: true, glyphs: .unicode)
            guard !document.lines.isEmpty else { continue }
            var rows = [TextPosition.start]
            while let last = rows.last, let next = layout.next(after: last) {
                let end = layout.rowEnd(last)
                let isWhole = end == document.lines[last.line].range.count
                #expect(
                    next
                        == (isWhole
                            ? TextPosition(line: last.line + 1, offset: 0) : TextPosition(line: last.line, offset: end))
                )
                #expect(last < next)
                rows.append(next)
            }
            #expect(rows.last.map { layout.rowEnd($0) } == document.lines.last?.range.count)
            for (earlier, later) in zip(rows, rows.dropFirst()) where layout.previous(before: later) != earlier {
                Issue.record("before \(later) at \(columns) columns: \(earlier)")
            }
            #expect(layout.previous(before: .start) == nil)
            #expect(layout.lastPage(rows: 7) == rows[max(0, rows.count - 7)])
        }
    }

    @Test func noRowIsWiderThanTheScreen() {
        var random = Dice(seed: 5)
        for _ in 0..<15 {
            let document = TextDocument.random(using: &random)
            let columns = Int.random(in: 2...80, using: &random)
            let layout = TextLayout(document, columns: columns, wraps: true, glyphs: .unicode)
            var position: TextPosition? = document.lines.isEmpty ? nil : .start
            while let row = position {
                let start = document.lines[row.line].range.lowerBound
                var units = TextUnits(document.bytes, start + row.offset..<start + layout.rowEnd(row), glyphs: .unicode)
                var width = 0
                var count = 0
                while let unit = units.next() {
                    width += unit.width
                    count += 1
                }
                #expect(width <= columns || count == 1)
                position = layout.next(after: row)
            }
        }
    }

    @Test func unitsCoverTheirText() {
        var random = Dice(seed: 6)
        for _ in 0..<15 {
            let bytes = TextDocument.random(using: &random).bytes
            var units = TextUnits(bytes, 0..<bytes.count, glyphs: .unicode)
            var end = 0
            while let unit = units.next() {
                #expect(unit.range.lowerBound == end)
                #expect(!unit.range.isEmpty)
                end = unit.range.upperBound
            }
            #expect(end == bytes.count)
        }
    }

    @Test func aWideCharacterIsNotCutInTwo() {
        let document = TextDocument(raw: Array("日本語日本語".utf8))
        let layout = TextLayout(document, columns: 5, wraps: true, glyphs: .unicode)
        #expect(layout.next(after: .start) == TextPosition(line: 0, offset: 6))
    }

    @Test func tabsGoToTheNextStopAndLineEndsVanish() {
        let document = TextDocument(raw: Array("a\tb\r\n\n\tü\tc\n".utf8))
        #expect(document.text == ["a   b", "", "    ü   c"])
    }
}
