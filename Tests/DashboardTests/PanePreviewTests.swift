import Canvas
import Queues
import Testing

@testable import Dashboard

/// The preview of the job under the cursor in the pane of a queue's screen, and its request.
@Suite struct PanePreviewTests {
    @Test func thePaneShowsTheJobUnderTheCursor() {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.open("5")
        #expect(
            scenario.state.watch
                == .page(
                    PageRequest(
                        queue: Fixture.email, list: .state(.failed), order: .newestFirst, offset: 0, limit: 34,
                        preview: JobID("12431"))))
        #expect(!scenario.shows("mail.js:12:7"))
        scenario.answer()
        #expect(scenario.shows("at send (/srv/app/mail.js:12:7)"))
        #expect(scenario.shows("ada@example.org"))
        let watch = scenario.state.watch
        scenario.press(.down)
        #expect(!scenario.shows("mail.js:12:7"), "the preview is of another job")
        var fixture = Fixture()
        fixture.jobs[1].name = Array("changed".utf8)
        guard let watch else { return }
        scenario.send(.answered(fixture.answer(to: watch, takenAt: Scenario.start)))
        #expect(scenario.shows("changed"), "its rows are right although its preview is not")
        #expect(!scenario.shows("mail.js:12:7"))
        scenario.answer()
        #expect(scenario.shows("mail.js:12:7"))
    }

    @Test func withoutAPaneNothingIsPreviewed() {
        var scenario = Scenario(columns: 60, rows: 12)
        scenario.open("5")
        guard case .page(let request) = scenario.state.watch else { return }
        #expect(request.preview == nil && scenario.state.target != nil)
    }
}
