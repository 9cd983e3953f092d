import Canvas
import Queues
import Testing

@testable import Dashboard

/// Operations on many jobs show their progress, can be stopped, and end with a report; dangerous ones require a name.
@Suite struct RunTests {
    private let all = Selection(queue: Fixture.email, state: .failed, scope: .all)
    private var retry: Queues.Operation { .jobs(.retry(), all) }

    /// Returns a scenario with a retry of all failed jobs under way.
    private func started() -> Scenario {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.open("5")
        scenario.press(.character("A"), .character("r"))
        scenario.find(.jobs(count: 100, sample: []))
        scenario.press(.character("y"))
        _ = scenario.takeEffects()
        return scenario
    }

    @Test func progressIsShownWithRateAndTimeLeft() {
        var scenario = started()
        scenario.send(.progressed(retry, Progress(tried: 25, total: 100, elapsed: 1_000)))
        scenario.send(.clock(Scenario.start + 10_000))
        #expect(scenario.footer.contains("25 of 100, 25/s, 3 s left"))
        #expect(scenario.footer.contains("Ctrl-C stops"))
        #expect(scenario.text[0].contains("retry 25 %"))
    }

    @Test func controlCStopsAfterTheBatch() {
        var scenario = started()
        scenario.press(.control("c"))
        #expect(scenario.takeEffects() == [.stop])
        var tally = Tally(done: 40)
        tally.left = 60
        scenario.send(.performed(retry, .counted(tally)))
        #expect(scenario.shows("Retried 40 failed jobs of email. 60 not tried."))
        _ = scenario.takeEffects()
        scenario.press(.control("c"))
        #expect(scenario.takeEffects() == [.quit], "two in a row quit, also where the report came between them")
    }

    @Test func quittingAsksWhileSomethingIsUnderWay() {
        var scenario = started()
        scenario.press(.character("Q"))
        #expect(scenario.takeEffects() == [])
        #expect(scenario.footer.contains("under way"))
        scenario.press(.character("y"))
        #expect(scenario.takeEffects() == [.quit])
    }

    @Test(arguments: [(100, ""), (90, ""), (101, "1 of them came after the question was asked.")])
    func jobsThatCameSinceTheQuestionAreTold(_ done: Int, _ words: String) {
        var scenario = started()
        scenario.send(.performed(retry, .counted(Tally(done: done))))
        let text = "Retried \(done) failed jobs of email." + (words.isEmpty ? "" : " " + words)
        #expect(scenario.state.log.notices.last?.text == text)
    }

    @Test func theReportCountsByReason() {
        var scenario = started()
        var tally = Tally(done: 118)
        tally.refused = [.moved(to: .waiting): 2, .vanished: 1, .locked: 3]
        scenario.send(.performed(retry, .counted(tally)))
        let words = "Retried 118 failed jobs of email. 3 were held by a worker. 2 were waiting by then. 1 did not exist"
        #expect(scenario.state.log.notices.last?.text.hasPrefix(words) == true)
        scenario.press(.character(":"))
        scenario.type("log")
        scenario.press(.enter)
        #expect(scenario.shows("127.0.0.1:6379/0") && scenario.shows("Retried 118 failed jobs"))
    }

    @Test func theLogTellsAReportWhole() {
        var scenario = Scenario(columns: 80, rows: 24)
        scenario.open("5")
        var tally = Tally(done: 118)
        tally.refused = [.moved(to: .waiting): 2, .vanished: 1, .locked: 3]
        scenario.send(.performed(retry, .counted(tally)))
        scenario.press(.character(":"))
        scenario.type("log")
        scenario.press(.enter)
        #expect(scenario.says("3 were held by a worker. 2 were waiting by then. 1 did not exist (any more)."))
        #expect(scenario.says("(on 127.0.0.1:6379/0)"))
    }

    @Test func drainWantsTheNameOfTheQueue() {
        var scenario = Scenario(columns: 100, rows: 30)
        scenario.open("5")
        scenario.press(.character("X"))
        scenario.type("/Drain: delayed")
        scenario.press(.enter)
        #expect(scenario.shows("Drain email, with the delayed jobs?"))
        scenario.find(.jobs(count: 207, sample: [JobID("3"), JobID("4")]))
        #expect(scenario.shows("jobs    207") && scenario.shows("first   3, 4, …"))
        #expect(scenario.shows("This cannot be undone."))
        scenario.press(.character("y"), .enter)
        #expect(scenario.takeEffects() == [])
        #expect(scenario.footer.contains("That is not email"))
        scenario.press(.backspace)
        scenario.type("email")
        scenario.press(.enter)
        #expect(scenario.takeEffects() == [.perform(.queue(.drain(delayed: true), Fixture.email), keeping: .none)])
    }

    @Test func bulkOnProductionWantsTheNameToo() {
        var scenario = Scenario(columns: 100, rows: 30, isProduction: true)
        scenario.open("5")
        scenario.press(.character("A"), .character("d"))
        scenario.find(.jobs(count: 12_431, sample: []))
        #expect(scenario.shows("PRODUCTION") && scenario.shows("Type \"email\" to confirm:"))
        scenario.press(.character("y"))
        #expect(scenario.takeEffects() == [])
        scenario.press(.backspace)
        scenario.send(.inputs([.paste("email")]))
        scenario.press(.enter)
        #expect(scenario.takeEffects().count == 1)
    }

    @Test func anotherQueuesNameWithBytesThatNoKeyTypesIsTypedAsItIsShown() {
        let name: [UInt8] = [0x61, 0xFF, 0x1B]
        var question = Question(consequence: .quit, caution: .name(name))
        question.field = TextField(Words.whole(name))
        #expect(question.isNamed(name))
        question.field = TextField("a")
        #expect(!question.isNamed(name))
    }

    @Test func aLossIsToldBeforehand() {
        var scenario = Scenario()
        scenario.open("5")
        scenario.press(.character("d"))
        scenario.find(.removal(ChildCount(jobs: 0), .tooLarge(bytes: 31_000_000)))
        #expect(scenario.says("too large to be restored"))
        scenario.press(.character("y"))
        guard case .perform(_, let budget)? = scenario.takeEffects().first else {
            Issue.record("not performed"); return
        }
        #expect(budget.losesLarger)
    }

    @Test func theLossOfChildrenIsToldBeforehand() {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.open("9")
        scenario.press(.character("x"))
        scenario.type("/unprocessed")
        scenario.press(.enter)
        #expect(scenario.shows("Remove the unprocessed children of job 12431 in email?"))
        #expect(scenario.says("What is too large for the trash cannot be restored."))
    }

    @Test func whatVanishedIsNotAskedAbout() {
        var scenario = Scenario()
        scenario.open("5")
        scenario.press(.character("d"))
        scenario.find(.removal(ChildCount(jobs: 0), .vanished))
        #expect(scenario.state.overlay == nil)
        #expect(scenario.footer.contains("does not exist (any more)"))
    }
}
