import Canvas
import Queues
import Testing

@testable import Dashboard

/// Marked rows are what an operation is for, and a box shows their number before a yes.
@Suite struct MarkTests {
    private func ids(_ numbers: Int...) -> [JobID] { numbers.map { JobID("\($0)") } }

    private func selection(_ scope: Selection.Scope, _ state: JobState = .failed) -> Selection {
        Selection(queue: Fixture.email, state: state, scope: scope)
    }

    private func effects(_ operations: Queues.Operation..., budget: UndoBudget = .none) -> [Effect] {
        operations.map { .perform($0, keeping: budget) }
    }

    @Test func spaceMarksAndGoesOn() {
        var scenario = Scenario()
        scenario.open("5")
        scenario.press(.character(" "), .character(" "), .character("r"))
        let marked = selection(.marked(ids(12_431, 12_430)))
        #expect(scenario.state.inquiry == .selections([marked]))
        #expect(scenario.shows("Counting."))
        scenario.press(.character("y"))
        #expect(scenario.takeEffects() == [], "nobody knows yet how many")
        scenario.find(.jobs(count: 2, sample: ids(12_431, 12_430)))
        #expect(scenario.shows("Retry 2 failed jobs of email?"))
        #expect(scenario.shows("127.0.0.1:6379/0"))
        #expect(scenario.shows("12431, 12430"))
        scenario.press(.character("y"))
        #expect(scenario.takeEffects() == effects(.jobs(.retry(), marked)))
    }

    @Test func theBoxHoldsItsJobs() {
        var scenario = Scenario()
        var fixture = Fixture()
        scenario.open("5")
        scenario.press(.character(" "), .character("r"))
        scenario.find(.jobs(count: 1, sample: ids(12_431)))
        fixture.jobs.removeFirst(5)
        scenario.answer(fixture)
        scenario.press(.character("y"))
        #expect(scenario.takeEffects() == effects(.jobs(.retry(), selection(.marked(ids(12_431))))))
    }

    @Test func aRangeReachesFromItsBeginningToTheCursor() {
        var scenario = Scenario()
        scenario.open("5")
        scenario.press(.character("v"), .down, .down, .down, .up)
        #expect(scenario.shows("3 marked"))
        scenario.press(.character("v"), .down, .down)
        #expect(scenario.shows("3 marked"), "the range has ended")
        scenario.press(.character("d"))
        let marked = selection(.marked(ids(12_431, 12_430, 12_429)))
        scenario.find(.jobs(count: 3, sample: []))
        #expect(scenario.shows("Remove 3 failed jobs of email, with the children"))
        #expect(scenario.says("The trash (U) keeps \(Format.bytes(Trash.limit))"))
        scenario.press(.character("y"))
        var budget = UndoBudget.ofScreen
        budget.losesLarger = true
        #expect(scenario.takeEffects() == effects(.jobs(.remove(), marked), budget: budget))
    }

    @Test func aRangeGoesOverPages() {
        var scenario = Scenario()
        scenario.open("5")
        let page = scenario.state.queueScreen?.limit ?? 0
        scenario.press(.character("v"), .pageDown)
        scenario.answer()
        #expect(scenario.state.queueScreen?.offset == page)
        let marked = scenario.state.queueScreen?.markedSelections.first?.scope
        guard case .marked(let jobs)? = marked else { Issue.record("nothing is marked"); return }
        #expect(Set(jobs).count == jobs.count && jobs.count >= page)
    }

    @Test func marksOutliveTheirPage() {
        var scenario = Scenario()
        scenario.open("5")
        scenario.press(.character(" "), .pageDown)
        scenario.answer()
        #expect(scenario.shows("1 marked"))
        scenario.press(.character("h"))
        #expect(!scenario.state.hasMarks, "another list has other jobs")
    }

    @Test func everythingIsCountedOnTheServer() {
        var scenario = Scenario()
        scenario.open("5")
        scenario.press(.character("A"))
        #expect(scenario.shows("all 12 431 failed jobs marked"))
        scenario.press(.character("r"))
        scenario.find(.jobs(count: 12_433, sample: ids(1, 2, 3, 4, 5)))
        #expect(scenario.shows("Retry 12 433 failed jobs of email?"))
        #expect(scenario.shows("1, 2, 3, 4, 5, …"))
        scenario.press(.character("y"))
        #expect(scenario.takeEffects() == effects(.jobs(.retry(), selection(.all))))
    }

    @Test func aFilterIsSearchedOnTheServer() {
        var scenario = Scenario()
        scenario.open("5")
        scenario.press(.character("/"))
        scenario.type("mailbox")
        scenario.press(.enter, .character("A"), .character("r"))
        #expect(scenario.state.inquiry == .selections([selection(.matching(Array("mailbox".utf8)))]))
        scenario.find(.jobs(count: 0, sample: []))
        #expect(scenario.state.overlay == nil)
        #expect(scenario.footer.contains("Nothing was changed"))
    }

    @Test func statesAreChangedApart() {
        var scenario = Scenario()
        scenario.begin()
        scenario.press(.character("1"))
        scenario.answer(.mixed)
        scenario.press(.character("a"), .character("r"))
        let plan = scenario.state.question?.change
        #expect(plan?.selections.allSatisfy { $0.state == .failed || $0.state == .completed } == true)
        #expect(plan?.selections.isEmpty == false)
    }

    @Test func escapeTakesMarksAwayBeforeItGoesBack() {
        var scenario = Scenario()
        scenario.open("5")
        scenario.press(.character("a"), .escape)
        #expect(!scenario.state.hasMarks && scenario.state.scope == .queue)
        scenario.press(.character("u"))
        #expect(scenario.footer.contains("Nothing is marked"))
        scenario.press(.escape)
        #expect(scenario.state.scope == .queues)
    }

    @Test func queuesAreMarkedToo() {
        var scenario = Scenario()
        scenario.begin()
        scenario.press(.character("a"), .character("P"))
        #expect(scenario.shows("Pause 5 queues?"))
        scenario.press(.character("y"))
        let effects = scenario.takeEffects()
        #expect(effects.count == 5)
        for effect in effects {
            guard case .perform(let operation, _) = effect else { continue }
            scenario.send(.performed(operation, .done))
        }
        #expect(scenario.footer.contains("Paused 5 queues"))
        scenario.press(.character("X"))
        scenario.type("/Drain")
        scenario.press(.enter)
        #expect(scenario.footer.contains("one queue at a time"))
    }
}
