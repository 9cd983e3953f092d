import Canvas
import Queues
import Testing

@testable import Dashboard

/// The content of the screen, the readings for it, and the keys that move through both.
@Suite struct NavigationTests {
    private func request(_ list: JobList, offset: Int = 0, limit: Int = 11, preview: JobID? = nil) -> PageRequest {
        PageRequest(
            queue: Fixture.email, list: list, order: .newestFirst, offset: offset, limit: limit, preview: preview)
    }

    @Test func theWatchFollowsTheScreen() {
        var scenario = Scenario()
        #expect(scenario.state.watch == .overview)
        scenario.begin()
        scenario.press(.enter)
        #expect(scenario.state.watch == .page(request(.state(.failed))), "the queue fails")
        scenario.press(.character("1"))
        #expect(scenario.state.watch == .page(request(.latest)))
        scenario.press(.character("5"))
        scenario.answer()
        scenario.press(.down, .enter)
        #expect(scenario.state.watch == .job(JobRequest(queue: Fixture.email, id: JobID("12430"))))
        scenario.press(.character("q"), .character("q"))
        #expect(scenario.state.watch?.withoutMinutes == .overview(OverviewRequest(explained: Fixture.email)))
        #expect(scenario.takeEffects() == [])
        scenario.press(.character("q"))
        #expect(scenario.takeEffects() == [.quit])
    }

    @Test func escapeNeverQuits() {
        var scenario = Scenario()
        scenario.open("5")
        scenario.type("/12")
        scenario.press(.enter)
        #expect(scenario.state.filter == "12")
        scenario.press(.escape)
        #expect(scenario.state.filter == "" && scenario.state.scope == .queue)
        scenario.press(.escape, .escape, .escape)
        #expect(scenario.state.scope == .queues)
        #expect(scenario.takeEffects() == [])
    }

    @Test func controlCTwiceQuits() {
        var scenario = Scenario()
        scenario.press(.control("c"))
        #expect(scenario.footer.contains("again to quit"))
        scenario.press(.down, .control("c"))
        #expect(scenario.takeEffects() == [])
        scenario.press(.control("c"))
        #expect(scenario.takeEffects() == [.quit])
    }

    @Test func answersToOtherQuestionsAreDropped() {
        var scenario = Scenario()
        scenario.begin()
        scenario.press(.character("5"))
        let late = Fixture().answer(to: .page(request(.state(.waiting))), takenAt: Scenario.start)
        scenario.send(.answered(late))
        #expect(scenario.state.queueScreen?.page == nil)
    }

    @Test func thePageTurnsWhenTheCursorRunsPastItsEnd() {
        var scenario = Scenario()
        scenario.open("5")
        for _ in 0..<11 { scenario.press(.character("j")) }
        #expect(scenario.state.watch == .page(request(.state(.failed), offset: 11)))
        #expect(scenario.state.target == nil, "no job is under the cursor while the page is read")
        scenario.press(.character("r"))
        #expect(scenario.state.overlay == nil)
        scenario.answer()
        #expect(scenario.shows("12-22 of 12 431"))
        scenario.press(.character("k"))
        #expect(scenario.state.watch == .page(request(.state(.failed))))
        scenario.press(.character("G"))
        #expect(scenario.state.watch == .page(request(.state(.failed), offset: 12_430)))
        scenario.press(.character("g"))
        #expect(scenario.state.watch == .page(request(.state(.failed))))
    }

    @Test func theCursorStaysOnItsJob() {
        var scenario = Scenario()
        scenario.open("5")
        scenario.press(.down, .down)
        var fixture = Fixture()
        fixture.jobs.insert(Fixture.job(12_432, state: .failed), at: 0)
        scenario.answer(fixture)
        #expect(scenario.state.target?.job == JobID("12429"))
        #expect(scenario.state.queueScreen?.cursor == 3)
        fixture.jobs.removeAll { $0.id == JobID("12429") }
        scenario.answer(fixture)
        #expect(scenario.state.queueScreen?.cursor == 3)
        #expect(scenario.shows("Job 12429 has left this page."))
    }

    @Test func theCursorStaysOnItsQueue() {
        var scenario = Scenario()
        scenario.begin()
        scenario.press(.down)
        #expect(scenario.state.queues.selected?.name == Array("payments".utf8))
        var fixture = Fixture()
        fixture.queues[1].failedPerMinute = 99
        scenario.answer(fixture)
        #expect(scenario.state.queues.rows.first?.queue?.id == scenario.state.queues.selected)
        #expect(scenario.state.queues.cursor.index == 0)
    }

    @Test func sortingByAColumnAndBack() {
        var scenario = Scenario()
        scenario.begin()
        scenario.press(.character("s"), .character("g"), .enter)
        let names = scenario.state.queues.rows.map { String(decoding: $0.label, as: UTF8.self) }
        #expect(names == ["email", "payments", "reports", "thumbnails", "webhooks"])
        scenario.press(.character("S"))
        #expect(scenario.state.queues.rows.first?.label == Array("webhooks".utf8))
    }

    @Test(arguments: QueueColumn.table.map(\.id)) func everyColumnSorts(_ id: QueueColumn.ID) {
        let queues = Fixture().queues
        let up = QueueOrder(column: id, isDescending: false).sorted(queues) { $0 }
        let down = QueueOrder(column: id, isDescending: true).sorted(queues) { $0 }
        #expect(up.count == queues.count && down.count == queues.count)
        guard let column = QueueColumn.table.first(where: { $0.id == id }) else { return }
        #expect(zip(up, up.dropFirst()).allSatisfy { column.key(of: $0) <= column.key(of: $1) })
        #expect(zip(down, down.dropFirst()).allSatisfy { column.key(of: $0) >= column.key(of: $1) })
    }

    @Test func freezingKeepsTheScreen() {
        var scenario = Scenario()
        scenario.begin()
        scenario.press(.character("z"))
        #expect(scenario.state.watch == nil)
        #expect(scenario.shows("FROZEN"))
        var fixture = Fixture()
        fixture.queues.removeAll()
        scenario.send(.answered(fixture.answer(to: .overview, takenAt: Scenario.start)))
        #expect(scenario.shows("email"))
        scenario.press(.enter)
        let wasRead = scenario.answer()
        #expect(wasRead, "a screen that was opened meanwhile is read once")
        #expect(scenario.state.watch == nil)
        scenario.press(.character("z"))
        #expect(scenario.takeEffects() == [.refresh])
    }

    @Test func thePreviousViewAndBack() {
        var scenario = Scenario()
        scenario.open("5")
        scenario.press(.enter, .character("-"))
        #expect(scenario.state.scope == .queue)
        scenario.press(.character("-"))
        #expect(scenario.state.scope == .job)
    }

    @Test func helpRunsItsItemsAndGreyedOnesSayWhy() {
        var scenario = Scenario()
        scenario.open("5")
        scenario.type("?/Promote")
        scenario.press(.enter)
        #expect(scenario.footer.contains("Promote works on delayed jobs only."))
        scenario.press(.escape, .escape)
        scenario.type("?/Retry")
        scenario.press(.enter)
        #expect(scenario.state.question != nil)
    }

    @Test func themesAreTriedBeforeTheyAreChosen() {
        var scenario = Scenario()
        scenario.begin()
        let before = scenario.state.theme.name
        scenario.press(.character("T"), .character("G"))
        #expect(scenario.state.theme.name != before)
        scenario.press(.escape)
        #expect(scenario.state.theme.name == before)
    }

    @Test func copying() {
        var scenario = Scenario()
        scenario.open("5")
        scenario.press(.character("y"))
        #expect(scenario.takeEffects() == [.copy(Clip(id: Array("12431".utf8), called: "id"))])
    }

    @Test func nothingActsOnAScreenThatCannotBeRead() {
        var scenario = Scenario()
        scenario.open("5")
        scenario.send(.inputs([.resize(Size(columns: 19, rows: 5))]))
        scenario.press(.character("d"), .character("y"))
        #expect(scenario.takeEffects() == [])
        scenario.press(.character("q"))
        #expect(scenario.takeEffects() == [.quit])
    }

    /// Checks that a small screen opens jobs, and changes nothing, since a question could not be read whole.
    @Test(arguments: [(20, 4), (20, 10), (39, 24), (120, 7)]) func aSmallScreenOnlyLooks(_ columns: Int, _ rows: Int) {
        var scenario = Scenario(columns: columns, rows: rows)
        scenario.begin()
        scenario.press(.enter)
        scenario.answer()
        scenario.type("5")
        scenario.answer()
        scenario.type("d")
        #expect(scenario.state.overlay == nil)
        #expect(scenario.state.notice?.text == "To change something, the terminal must have 40x8.")
        scenario.press(.enter)
        scenario.answer()
        #expect(scenario.state.scope == Scope(.job))
        scenario.press(.escape, .escape)
        #expect(scenario.state.scope == Scope(.queues))
    }

    @Test func discoveryIsTold() {
        var scenario = Scenario(columns: 120)
        var fixture = Fixture()
        fixture.isComplete = false
        scenario.begin(fixture)
        #expect(scenario.shows("looking for more (45 %)"))
        fixture.queues = []
        scenario.answer(fixture)
        #expect(scenario.shows("Looking for queues."))
        fixture.isComplete = true
        scenario.answer(fixture)
        #expect(scenario.shows("There are no queues under this prefix."))
    }

    @Test func aPageThatIsGoneGivesWayToTheLastOne() {
        var scenario = Scenario()
        scenario.open("5")
        scenario.press(.character("G"))
        scenario.answer()
        var fixture = Fixture()
        fixture.total = 15
        scenario.answer(fixture)
        #expect(scenario.state.watch == .page(request(.state(.failed), offset: 11)))
    }

    @Test func resizingKeepsTheJob() {
        var scenario = Scenario()
        scenario.open("5")
        scenario.press(.down, .down)
        scenario.send(.inputs([.resize(Size(columns: 120, rows: 40))]))
        #expect(scenario.state.watch == .page(request(.state(.failed), limit: 34, preview: JobID("12429"))))
        scenario.answer()
        #expect(scenario.state.target?.job == JobID("12429"))
    }
}
