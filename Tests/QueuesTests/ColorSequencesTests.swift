import Queues
import Testing

/// Checks that only colours of log lines are removed.
@Suite struct ColorSequencesTests {
    @Test(arguments: [
        ("\u{1B}[31mred\u{1B}[0m", "red"), ("\u{1B}[38;2;1;2;3mx\u{1B}[m", "x"), ("\u{1B}[4:3mx", "x"),
        ("\u{1B}[2Jx", "\u{1B}[2Jx"), ("\u{1B}[31", "\u{1B}[31"), ("\u{1B}]0;m", "\u{1B}]0;m"),
        ("\u{1B}[?1mx", "\u{1B}[?1mx"),
    ])
    func colorsAreDroppedAndNothingElse(text: String, expected: String) {
        #expect(text.utf8.withoutColors == Array(expected.utf8))
    }

    /// Checks that a searched word in a log is found although a part of it has another colour.
    @Test func aWordOfTwoColorsIsFound() {
        let line = Array("\u{1B}[31mrefu\u{1B}[0msed".utf8)
        #expect(!Needle("refused").isFound(in: line))
        #expect(Needle("refused").isFound(in: line.withoutColors))
    }
}
