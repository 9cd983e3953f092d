import Canvas
import Queues
import Testing

@testable import Dashboard

/// The data of a job is edited in the operator's editor, and saved only after a yes.
@Suite struct EditingTests {
    private let target = Queues.Operation.Target(queue: Fixture.email, job: JobID("12431"), state: .failed)
    private let data = Array("{\"to\":\"ada\"}".utf8)

    private func editing() -> (Scenario, Draft) {
        var scenario = Scenario()
        scenario.open("5")
        scenario.press(.character("e"))
        let draft = Draft(target: target, original: data)
        #expect(scenario.state.inquiry == .data(target))
        scenario.find(.data(data))
        #expect(scenario.takeEffects() == [.edit(draft)])
        return (scenario, draft)
    }

    @Test func whatWasSavedIsSentAfterAYes() {
        var (scenario, draft) = editing()
        let text = Array("{}".utf8)
        scenario.send(.edited(draft, .saved(text)))
        #expect(scenario.footer.contains("Replace the data of job 12431 in email?"))
        scenario.press(.character("y"))
        let operation = Queues.Operation.job(.updateData(text, old: data), target)
        #expect(scenario.takeEffects() == [.perform(operation, keeping: .none)])
        scenario.send(.performed(operation, .refused(.changed)))
        #expect(scenario.says("its data has changed"))
    }

    @Test func whatIsNoJSONIsEditedAgainAsItWasTyped() {
        var (scenario, draft) = editing()
        scenario.send(.edited(draft, .invalid(Array("{".utf8), "line 1, column 2: it ends too soon.")))
        #expect(scenario.shows("This is not valid JSON: line 1, column 2"))
        scenario.press(.character("y"))
        draft.text = Array("{".utf8)
        #expect(scenario.takeEffects() == [.edit(draft)])
    }

    @Test func nothingIsSentWithoutAChange() {
        var (scenario, draft) = editing()
        scenario.send(.edited(draft, .unchanged))
        #expect(scenario.state.overlay == nil)
        scenario.send(.edited(draft, .failed("The editor 'vi' ended with status 1.")))
        #expect(scenario.footer.contains("ended with status 1"))
        #expect(scenario.takeEffects() == [])
    }

    @Test func aKeyMeanwhileDoesNotStartIt() {
        var scenario = Scenario()
        scenario.open("5")
        scenario.press(.character("e"), .control("c"))
        #expect(scenario.state.inquiry == nil)
        scenario.send(.found(.data(target), .data(data)))
        #expect(scenario.takeEffects() == [], "it was cancelled")
    }
}
