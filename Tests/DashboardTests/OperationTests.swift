import Canvas
import Queues
import Testing

@testable import Dashboard

/// Changes leave the model after a yes, in one place, and their outcomes are reported.
@Suite struct OperationTests {
    private func target(_ id: String = "12431", _ state: JobState = .failed) -> Queues.Operation.Target {
        Queues.Operation.Target(queue: Fixture.email, job: JobID(id), state: state)
    }

    @Test func retryAsksAndActsOnYes() {
        var scenario = Scenario()
        scenario.open("5")
        scenario.press(.character("r"))
        #expect(scenario.footer.contains("Retry job 12431 in email?  y yes  n no"))
        #expect(scenario.takeEffects() == [])
        scenario.press(.character("y"))
        #expect(scenario.takeEffects() == [.perform(.retry(target()), keeping: .none)])
        #expect(scenario.footer.contains("Retrying job 12431 in email"))
    }

    @Test(arguments: ["n", "Y", "r", " "] as [Character]) func anythingElseIsNo(_ key: Character) {
        var scenario = Scenario()
        scenario.open("5")
        scenario.press(.character("d"), .character(key))
        #expect(scenario.takeEffects() == [])
        #expect(scenario.footer.contains("Nothing was changed"))
        scenario.press(.character("y"))
        #expect(!scenario.takeEffects().contains { if case .perform = $0 { true } else { false } })
    }

    @Test(arguments: [Key.enter, .escape, .control("c"), .down]) func soAreOtherKeys(_ key: Key) {
        var scenario = Scenario()
        scenario.open("5")
        scenario.press(.character("d"), key, .character("y"))
        #expect(!scenario.takeEffects().contains { if case .perform = $0 { true } else { false } })
    }

    @Test func keysReadWithTheQuestionAreNoAnswer() {
        var scenario = Scenario()
        scenario.open("5")
        scenario.pressAtOnce("ry")
        #expect(scenario.takeEffects() == [])
        #expect(scenario.footer.contains("Retry job 12431"))
        scenario.press(.character("y"))
        #expect(scenario.takeEffects() == [.perform(.retry(target()), keeping: .none)])
    }

    @Test func pastedTextIsNeverAKey() {
        var scenario = Scenario()
        scenario.open("5")
        scenario.send(.inputs([.paste("r")]))
        #expect(scenario.state.overlay == nil)
        scenario.press(.character("r"))
        scenario.send(.inputs([.paste("y")]))
        #expect(scenario.takeEffects() == [])
        #expect(scenario.state.question != nil)
    }

    @Test func theQuestionHoldsItsJob() {
        var scenario = Scenario()
        var fixture = Fixture()
        scenario.open("5")
        scenario.press(.character("r"))
        fixture.jobs.removeFirst(3)
        scenario.answer(fixture)
        scenario.press(.character("y"))
        #expect(scenario.takeEffects() == [.perform(.retry(target()), keeping: .none)])
    }

    @Test func oneOperationOnAJobAtATime() {
        var scenario = Scenario()
        scenario.open("5")
        scenario.press(.character("r"), .character("y"), .character("d"))
        #expect(scenario.footer.contains("under way"))
        scenario.send(.performed(.retry(target()), .refused(.locked)))
        scenario.press(.character("d"))
        #expect(scenario.state.question != nil)
    }

    @Test(
        arguments: [
            ("2", "r", "Retry works on failed and completed jobs only."),
            ("5", "p", "Promote works on delayed jobs only."),
            ("3", "d", "A worker runs this job"),
        ] as [(Character, Character, String)]) func unavailableKeysSayWhy(tab: Character, key: Character, words: String)
    {
        var scenario = Scenario()
        scenario.open(tab)
        scenario.press(.character(key))
        #expect(scenario.footer.contains(words))
        #expect(scenario.state.overlay == nil)
    }

    @Test func readOnlyChangesNothing() {
        var scenario = Scenario(isReadOnly: true)
        scenario.open("5")
        for key in "rdp" {
            scenario.press(.character(key))
            #expect(scenario.footer.contains("Read-only"))
            scenario.press(.character("y"))
        }
        #expect(!scenario.takeEffects().contains { if case .perform = $0 { true } else { false } })
    }

    @Test func theDoorItselfStandsAgainstReadOnly() {
        var state = Scenario(isReadOnly: true).state
        let change = Change(.retry(target()))
        var question = Question(consequence: .perform(change))
        question.beginReading(at: 0)
        let effects = state.answer(question, with: .character("y"))
        #expect(effects == [])
        #expect(state.notice?.kind == .warning)
    }

    @Test func aReplicaTakesNoChanges() {
        var scenario = Scenario()
        var fixture = Fixture()
        fixture.server.isReplica = true
        scenario.begin(fixture)
        scenario.press(.character("5"))
        scenario.answer(fixture)
        scenario.press(.character("r"))
        #expect(scenario.footer.contains("replica"))
    }

    @Test func removeSaysWhatGoesWithIt() {
        var scenario = Scenario()
        scenario.open("5")
        scenario.press(.character("d"))
        #expect(scenario.shows("with its children if it has any?"))
        scenario.press(.escape, .enter)
        scenario.answer(.detailed)
        scenario.press(.character("d"))
        // Before the consequence is known, a yes does nothing.
        scenario.press(.character("y"))
        #expect(scenario.takeEffects() == [])
        scenario.find(.removal(ChildCount(jobs: 3), .kept(bytes: 2_000)))
        #expect(scenario.footer.contains("Remove job 12431 in email and its 3 children?"))
        scenario.press(.character("y"))
        #expect(scenario.takeEffects() == [.perform(.remove(target()), keeping: .ofScreen)])
        scenario.send(.performed(.remove(target()), .done))
        #expect(scenario.state.scope == .queue)
        #expect(scenario.footer.contains("Removed job 12431 in email."))
    }

    @Test func errorsStayUntilAKey() {
        var scenario = Scenario()
        scenario.open("5")
        scenario.send(.performed(.retry(target()), .failed(.timedOut(10_000))))
        scenario.send(.clock(Scenario.start + 3_600_000))
        #expect(scenario.shows("may have been done or not"))
        scenario.press(.down)
        #expect(!scenario.shows("may have been done or not"))
        scenario.send(.performed(.retry(target()), .done))
        scenario.send(.clock(Scenario.start + 3_600_000 + 6_000))
        #expect(!scenario.footer.contains("Retried"))
        #expect(scenario.state.log.notices.count(where: \.isOperation) == 2)
    }
}
