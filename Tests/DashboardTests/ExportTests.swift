import Canvas
import Queues
import Testing

@testable import Dashboard

/// The marked jobs, or all those of what is under the cursor, are exported from every screen of jobs, in view mode too.
@Suite struct ExportTests {
    /// Opens the form of an export, types into it, and returns what leaves the model.
    private func exported(_ scenario: inout Scenario, _ text: String) -> Export? {
        scenario.fill(":export", text)
        scenario.press(.enter)
        return scenario.takeEffects().compactMap { if case .export(let export) = $0 { export } else { nil } }.first
    }

    @Test(arguments: [true, false]) func allJobsOfACauseAreExported(isReadOnly: Bool) throws {
        var scenario = Scenario(columns: 120, rows: 40, isReadOnly: isReadOnly)
        scenario.begin()
        scenario.type(":causes")
        scenario.press(.enter)
        scenario.answer()
        let group = scenario.state.path.top.group
        #expect(!group.isEmpty)
        scenario.fill(":export", "")
        #expect(
            scenario.says("all failed jobs of 1 queue: Response code 503")
                || scenario.says("all failed jobs of webhooks: Response code 503"))
        scenario.press(.escape)
        #expect(exported(&scenario, "/tmp/x y.jsonl") == Export(group, to: "/tmp/x y.jsonl", replaces: false))
        #expect(scenario.footer.contains("Exporting to /tmp/x y.jsonl"))
    }

    @Test(arguments: [true, false]) func whatASearchFindsIsExported(isReadOnly: Bool) throws {
        var scenario = Scenario(columns: 120, rows: 40, isReadOnly: isReadOnly)
        scenario.begin()
        scenario.type(":search data:eur")
        scenario.press(.enter)
        scenario.answer()
        scenario.press(.character("A"))
        let all = scenario.state.path.top.markedSelections
        #expect(all.count > 1 && all.allSatisfy { if case .query = $0.scope { true } else { false } })
        #expect(exported(&scenario, "~/found")?.selections == all)
        scenario.press(.character("u"), .character(" "))
        let one = scenario.state.path.top.markedSelections
        #expect(one.count == 1 && exported(&scenario, "")?.selections == one, "the form keeps its texts")
    }

    @Test func aJobAndMarkedJobsAreExported() {
        var scenario = Scenario(isReadOnly: true)
        scenario.open("5")
        let job = scenario.state.target?.job ?? JobID("")
        let one = [
            Selection(queue: Fixture.email, state: scenario.state.target?.state ?? .active, scope: .marked([job]))
        ]
        #expect(exported(&scenario, "a\t ") == Export(one, to: "a", replaces: true))
        scenario.press(.character(" "), .down, .character(" "))
        let marked = scenario.state.path.top.markedSelections
        #expect(exported(&scenario, "")?.selections == marked && marked != one)
    }

    @Test func theEndIsSaid() {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.open("5")
        guard let export = exported(&scenario, "out.jsonl") else {
            Issue.record("nothing was exported")
            return
        }
        scenario.send(.exported(export, .written(jobs: 1_204, path: "out.jsonl", remarks: [])))
        #expect(scenario.footer.contains("Exported 1 204 jobs to out.jsonl."))
        scenario.send(
            .exported(export, .failed("The file exists already; choose replace to write it again: out.jsonl")))
        #expect(scenario.says("exists already; choose replace"))
        guard case .form(let form) = scenario.state.overlay else {
            Issue.record("the form is not open again")
            return
        }
        #expect(form.fields.map(\.text) == ["out.jsonl", "keep"])
    }

    @Test func aFileNeedsAName() {
        var scenario = Scenario()
        scenario.open("5")
        #expect(exported(&scenario, "") == nil)
        #expect(scenario.says("File must not be empty."))
    }

    /// A long export says how far it is, Ctrl-C stops it, and quitting asks first.
    @Test func anExportUnderWayIsShownAndStopped() throws {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.open("5")
        let export = try #require(exported(&scenario, "out.jsonl"))
        scenario.press(.down)
        scenario.send(.exporting(export, jobs: 12_345))
        #expect(scenario.footer.contains("Exporting to out.jsonl: 12 345 jobs  Ctrl-C stops"))
        #expect(scenario.state.underWay == ["out.jsonl was not written: the export was under way."])
        scenario.type("qq")
        #expect(scenario.says("An export is under way; its file would not be written. Quit?"))
        scenario.type("n")
        _ = scenario.takeEffects()
        scenario.press(.control("c"))
        #expect(scenario.takeEffects().contains(.stop))
        scenario.send(.exported(export, .stopped))
        #expect(scenario.footer.contains("Stopped. out.jsonl was not written."))
        scenario.press(.down)
        #expect(scenario.state.underWay.isEmpty && !scenario.footer.contains("Exporting"))
    }
}
