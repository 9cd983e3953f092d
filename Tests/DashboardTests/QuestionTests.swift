import Canvas
import Queues
import Testing

@testable import Dashboard

/// A question is read before it is answered.
@Suite struct QuestionTests {
    /// The list of failed jobs, with nobody who waits before he answers.
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
        // Input was not quiet: the time begins anew.
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

    /// Three queues to pause on production want a name, on the screen as on the command line.
    @Test func severalThingsOnProductionWantAName() {
        let queues = ["a", "b", "c"].map { QueueID(prefix: Array("bull".utf8), name: Array($0.utf8)) }
        let change = Change(queues.map { .queue(.pause, $0) })
        #expect(change.caution(onProduction: true) == .name(Change.production))
        #expect(change.caution(onProduction: false) == .none)
        #expect(Change(.queue(.pause, queues[0])).caution(onProduction: true) == .none)
        #expect(Change(.queue(.drain(), queues[0])).caution(onProduction: false) == .name(queues[0].name))
    }

    /// What jobs leave behind on their way to another queue is part of the question.
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
