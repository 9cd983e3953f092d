import Canvas
import Dashboard
import Testing

@Test func look() {
    for (c, r) in [(120, 40), (80, 24), (40, 10), (160, 24)] {
        var s = Scenario(columns: c, rows: r)
        s.begin()
        print(s.text.map { "|\($0)|" }.joined(separator: "\n"))
        s.press(.character("5"))
        s.answer()
        print(s.text.map { "|\($0)|" }.joined(separator: "\n"))
        s.press(.character("r"))
        print(s.footer)
    }
}
