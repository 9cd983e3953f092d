import Canvas
import Queues
import Testing

@testable import Dashboard

/// A question is read before it is answered.
@Suite struct QuestionTests {
    /// Returns the list of failed jobs, without waiting before answers.
    private func opened(isProduction: Bool = false) -> Scenario {
        var scenario = Scenario(columns: 120, rows: 40, isProduction: isProduction)
        scenario.open("5")
        scenario.isPatient = false
        return scenario
    }

    private func isPerformed(_ effects: [Effect]) -> Bool {
        effects.contains { if case .perform = $0 { true } else { false } }
    }

    @Test(arguments: [0, 2, 150, 299] as [Milliseconds]) func aYesThatComesTooEarlyIsNone(_ delay: Milliseconds) {
        var scenario = opened()
        scenario.press(.character("r"))
        scenario.send(.drawn)
        #expect(!scenario.footer.contains("y yes"), "what does not count is not offered")
        scenario.send(.clock(scenario.state.clock + delay))
        scenario.press(.character("y"))
        #expect(!isPerformed(scenario.takeEffects()) && scenario.state.question != nil)
        // The input was not quiet, so the time restarts.
        scenario.send(.clock(scenario.state.clock + 299))
        scenario.press(.character("y"))
        #expect(!isPerformed(scenario.takeEffects()))
        scenario.send(.clock(scenario.state.clock + 300))
        #expect(scenario.footer.contains("y yes"))
        scenario.press(.character("y"))
        #expect(isPerformed(scenario.takeEffects()))
    }

    @Test func whatIsNotOnTheTerminalIsNotAnswered() {
        var scenario = opened()
        scenario.press(.character("r"))
        scenario.send(.clock(scenario.state.clock + 60_000))
        scenario.press(.character("y"))
        #expect(!isPerformed(scenario.takeEffects()) && scenario.state.question != nil)
        #expect(scenario.state.awaitsDrawing)
    }

    @Test func whatWasFoundOutIsReadAsWell() {
        var scenario = opened()
        scenario.press(.character("d"))
        scenario.send(.drawn)
        scenario.send(.clock(scenario.state.clock + 1_000))
        scenario.find(.removal(ChildCount(jobs: 300), .kept(bytes: 2_000)))
        scenario.press(.character("y"))
        #expect(!isPerformed(scenario.takeEffects()))
        scenario.send(.drawn)
        scenario.send(.clock(scenario.state.clock + 300))
        scenario.press(.character("y"))
        #expect(isPerformed(scenario.takeEffects()))
    }

    @Test func aNameThatIsTypedTooEarlyIsNone() {
        var scenario = opened(isProduction: true)
        scenario.press(.character("A"), .character("r"))
        scenario.find(.jobs(count: 9, sample: []))
        scenario.send(.drawn)
        scenario.type("em")
        scenario.send(.inputs([.paste("email")]))
        #expect(!scenario.shows("to confirm:"))
        scenario.send(.clock(scenario.state.clock + 300))
        #expect(scenario.shows("Type \"email\" to confirm:"))
        scenario.press(.enter)
        #expect(!isPerformed(scenario.takeEffects()), "nothing of it was taken")
        scenario.type("email")
        scenario.press(.enter)
        #expect(isPerformed(scenario.takeEffects()))
    }

    @Test(arguments: [Key.escape, .character("n"), .control("c")]) func aNoCountsAtOnce(_ key: Key) {
        var scenario = opened()
        scenario.press(.character("r"), key)
        #expect(scenario.state.question == nil)
    }

    @Test func controlCTwiceQuitsWhileAChangeHangs() {
        var scenario = Scenario()
        scenario.open("5")
        scenario.press(.character("r"), .character("y"), .control("c"))
        #expect(scenario.takeEffects().contains(.stop))
        #expect(scenario.footer.contains("Ctrl-C again quits"))
        #expect(scenario.state.underWay == ["Retrying job 12431 in email was under way: it may have been done or not."])
        scenario.press(.control("c"))
        #expect(scenario.takeEffects().contains(.quit))
    }

    private static let long = ["high", "low"].map { "notifications-eu-central-1-transactional-emails-" + $0 }

    /// Checks that two queues whose names begin alike are distinguished wherever something is done to one of them:
    /// whole names in the question, in the name to type, and in the list.
    @Test(arguments: GoldenTests.sizes, long) func aQuestionNamesItsQueueWhole(_ size: (Int, Int), _ name: String) {
        var scenario = Scenario(columns: size.0, rows: size.1)
        var fixture = Fixture()
        fixture.queues = Self.long.map { Fixture.queue($0, [.waiting: 3]) }
        scenario.begin(fixture)
        if name == Self.long[1] { scenario.press(.down) }
        if size.0 >= 80 { #expect(scenario.text.contains { $0.contains(" \(name) ") }, "\(scenario.text)") }
        scenario.press(.character("P"))
        // Lines may end anywhere.
        let asked = scenario.text.map { $0.filter { $0 != " " && $0 != "│" } }.joined()
        #expect(asked.contains("Pause\(name)?yyesnno"), "\(scenario.text)")
        scenario.press(.character("n"))
        scenario.fill(":obliterate", "")
        scenario.find(.jobs(count: 3, sample: []))
        let box = scenario.text.compactMap { line in
            line.firstIndex(of: "│").flatMap { first in line.lastIndex(of: "│").map { line[first...$0] } }
        }.joined().filter { $0 != " " && $0 != "│" }
        #expect(box.contains("Obliterate\(name)?Thiscannotbeundone."), "\(scenario.text)")
        #expect(box.contains("Type\"\(name)\"toconfirm:"), "\(scenario.text)")
        scenario.type(name)
        scenario.press(.enter)
        #expect(isPerformed(scenario.takeEffects()))
    }

    /// Checks that the warning is directly below the question, and the way out is on the border, at every size.
    @Test(arguments: GoldenTests.sizes) func theWarningIsSeenFirst(columns: Int, rows: Int) throws {
        var scenario = Scenario(columns: columns, rows: rows)
        scenario.begin()
        scenario.fill(":obliterate", "")
        scenario.find(.jobs(count: 1_079, sample: (1...5).map { JobID("\($0)") }))
        let asked = try #require(scenario.text.firstIndex { $0.contains("Obliterate email?") })
        #expect(scenario.text[asked + 1].contains("This cannot be undone."))
        #expect(scenario.shows("Type \"email\" to confirm:") && scenario.shows("Esc changes nothing"))
    }

    /// Checks that a key that is pressed before a question can be answered gets an explanation.
    @Test func aKeyThatIsTooEarlySaysSo() {
        var scenario = opened()
        scenario.press(.character("A"), .character("r"))
        scenario.send(.drawn)
        scenario.send(.clock(scenario.state.clock + 1_000))
        scenario.press(.character("y"))
        #expect(scenario.footer.contains("Not yet: what it would be done to is still being counted."))
        scenario.find(.jobs(count: 9, sample: []))
        scenario.send(.drawn)
        scenario.press(.character("y"))
        #expect(scenario.footer.contains("What is typed before a question can be read is no answer"))
        #expect(!isPerformed(scenario.takeEffects()) && scenario.state.question != nil)
    }

    /// Checks that pausing three queues on production requires a name, on the screen as on the command line.
    @Test func severalThingsOnProductionWantAName() {
        let queues = ["a", "b", "c"].map { QueueID(prefix: Array("bull".utf8), name: Array($0.utf8)) }
        let change = Change(queues.map { .queue(.pause, $0) })
        #expect(change.caution(onProduction: true) == .name(Change.production))
        #expect(change.caution(onProduction: false) == .none)
        #expect(Change(.queue(.pause, queues[0])).caution(onProduction: true) == .none)
        #expect(Change(.queue(.drain(), queues[0])).caution(onProduction: false) == .name(queues[0].name))
    }

    /// Checks that what moved jobs lose is part of the question.
    @Test func theQuestionBeforeAMoveSaysWhatStaysBehind() {
        let queue = QueueID(prefix: Array("bull".utf8), name: Array("email".utf8))
        let move = JobChange.move(to: QueueID(prefix: Array("bull".utf8), name: Array("dead".utf8)))
        let change = Change(.job(move, .init(queue: queue, job: JobID("7"), state: .failed)))
        let all = Dictionary(uniqueKeysWithValues: JobLoss.allCases.map { ($0, 1) })
        let words = ChangeWords(change, knowing: .losses(count: 1, sample: [JobID("7")], all), in: ClockZone.utc)
            .question
        #expect(
            words
                == "Move job 7 in email to dead? It leaves behind: attempts made, failure, log, return value, progress, "
                + "link to its scheduler, id, time added.")
        #expect(Words.losses([.failure: 2, .added: 3], of: 3) == "failure of 2, time added of all")
        #expect(Words.losses([:], of: 3) == nil)
    }
}
