import Canvas
import Queues
import Testing

@testable import Dashboard

/// The small parts of screens.
@Suite struct PartsTests {
    @Test(arguments: [
        ("mail", "Email", true), ("Mail", "email", false), ("Mail", "eMail", true), ("", "x", true), ("xx", "x", false),
        ("503", "Error: 503", true),
    ]) func needlesIgnoreCaseUnlessTypedInCapitals(needle: String, hay: String, isFound: Bool) {
        #expect(Needle(needle).isFound(in: Array(hay.utf8)) == isFound)
    }

    @Test func aListKeepsItsCursorInSight() {
        var cursor = ListCursor()
        cursor.move(by: 50, count: 100)
        cursor.settle(count: 100, height: 10)
        #expect(cursor.index == 50 && cursor.top == 41)
        cursor.follow(to: 60, count: 100)
        #expect(cursor.index == 60 && cursor.top == 51, "the row stays at its height")
        cursor.settle(count: 5, height: 10)
        #expect(cursor.index == 4 && cursor.top == 0)
        cursor.settle(count: 0, height: 0)
        #expect(cursor.index == 0 && cursor.top == 0)
    }

    @Test func editingALine() {
        var field = TextField("queue mail")
        let keys: [Key] = [.control("w"), .character("e"), .left, .backspace, .end, .character("\u{1B}"), .delete]
        for key in keys { _ = field.edit(key) }
        #expect(field.text == "queuee")
        _ = field.edit(.control("u"))
        #expect(field.text.isEmpty && field.cursor == 0)
        field.insert(String(repeating: "a", count: 5_000))
        #expect(field.characters.count == field.limit)
        let wasTaken = field.edit(.enter)
        #expect(!wasTaken)
    }

    @Test func aMarkTypedAloneJoinsTheLetterBeforeIt() {
        var field = TextField("e")
        field.insert("\u{0301}")
        #expect(field.text == "e\u{0301}" && field.cursor == 1)
        _ = field.edit(.backspace)
        #expect(field.text.isEmpty)
    }

    static let refusals: [Refusal] = [
        .locked, .childLocked, .vanished, .moved(to: .active), .moved(to: nil),
        .pendingIteration(scheduler: Array("nightly".utf8)), .noPermission("NOPERM"), .readOnlyServer,
        .unsupported(.bull),
    ]

    private static func report(_ outcome: Outcome, of operation: Queues.Operation) -> ChangeReport {
        var report = ChangeReport(Change(operation))
        report.take(outcome, of: operation)
        return report
    }

    @Test(arguments: refusals) func everyRefusalIsTold(_ refusal: Refusal) {
        let target = Queues.Operation.Target(queue: Fixture.email, job: JobID("42"), state: .failed)
        let words = Self.report(.refused(refusal), of: .remove(target))
        #expect(words.kind == .warning)
        #expect(
            words.text(KeyNames()).hasPrefix("Did not remove job 42 in email: ")
                && words.text(KeyNames()).hasSuffix("."))
    }

    @Test func refusalsAreToldApart() {
        let target = Queues.Operation.Target(queue: Fixture.email, job: JobID("42"), state: .failed)
        let texts = Self.refusals.map { Self.report(.refused($0), of: .retry(target)).text(KeyNames()) }
        #expect(Set(texts).count == texts.count)
    }

    @Test(arguments: [1, 2, 7, 40]) func wordsFitTheirLines(_ columns: Int) {
        let lines = DisplayText("Did not retry job 12431 in email: 邮件队列 is active by now.").words(to: columns)
        #expect(lines.allSatisfy { $0.width <= max(columns, 2) } || columns == 1)
        let letters = lines.map(\.plain).joined().filter { $0 != " " }
        #expect(letters == "Didnotretryjob12431inemail:邮件队列isactivebynow.")
    }

    /// A number stays together with its unit, and a URL is cut behind a sign.
    @Test(arguments: [
        ("in 98 % (completed: 6 %, 3.2 x)", 18, ["in 98 %", "(completed: 6 %,", "3.2 x)"]),
        ("looked at 12 431 of 100 000 jobs", 16, ["looked at 12 431", "of 100 000 jobs"]),
        ("it took 4 m 12 s, then 64 kB came", 16, ["it took 4 m", "12 s, then 64 kB", "came"]),
        ("5 sms and 3 mails of 12 users", 10, ["5 sms and", "3 mails of", "12 users"]),
        ("at 10 404", 6, ["at", "10 404"]),
        ("GET https://api.example.com/v1/invoices/42", 24, ["GET https://api.example.", "com/v1/invoices/42"]),
        ("aaaaaaaaaaaaaaaaaaaaaaaa", 10, ["aaaaaaaaaa", "aaaaaaaaaa", "aaaa"]),
    ]) func linesAreCutWhereTheyRead(text: String, columns: Int, lines: [String]) {
        #expect(DisplayText(text).words(to: columns).map(\.plain) == lines)
    }

    @Test func namesWithinSentencesAreShort() {
        #expect(Words.name(Array("email".utf8)) == "email")
        #expect(Words.name([]) == "(empty)")
        #expect(Words.name(Array(repeating: 65, count: 10_240)).count == 201)
        let marks = Array(("e" + String(repeating: "\u{0301}", count: 4_000)).utf8)
        #expect(Words.name(marks).unicodeScalars.count <= 201)
    }

    @Test func absurdCountsHaveASum() {
        var counts = JobCounts()
        (counts[.waiting], counts[.failed], counts[.active]) = (.max, 7, -1)
        #expect(counts.total == CountSum([.max]))
        #expect(counts[.active] == 0)
        #expect(CountSum([.max, nil, 7]).atLeast == .max && !CountSum([.max, nil, 7]).isExact)
    }

    @Test func theLogForgetsTheOldest() {
        var log = MessageLog()
        for number in 0..<(MessageLog.limit + 5) {
            log.append(Notice(kind: .info, text: "\(number)", at: 0))
        }
        #expect(log.notices.count == MessageLog.limit)
        #expect(log.notices.first?.text == "5")
    }

    @Test(arguments: [(1, 1), (12, 12), (132, 130), (12_431, 12_000), (0, 0), (-132, -130)])
    func costsAreRounded(number: Int, rounded: Int) { #expect(Format.rounded(number) == rounded) }
}
