import Canvas
import Queues
import Testing

@testable import Dashboard

/// `:go`: in which queues a job is looked for, and what happens with the answer.
@Suite struct GoTests {
    /// Checks that on a queue's screen `:go` looks in that queue, and in all of them where it does not have the job.
    @Test func goLooksInTheQueueOnTheScreenFirst() {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.begin()
        let all = scenario.state.overview?.content.queues.map(\.id) ?? []
        scenario.press(.enter)
        scenario.answer()
        for isHere in [true, false] {
            scenario.fill(":go 42", "")
            #expect(scenario.state.inquiry == .places(of: JobID("42"), among: [Fixture.email]))
            scenario.find(.places(isHere ? [FoundPlace(queue: Fixture.email)] : []))
            if isHere {
                #expect(scenario.state.watch == .job(JobRequest(queue: Fixture.email, id: JobID("42"))))
                scenario.press(.escape)
            }
        }
        #expect(scenario.state.inquiry == .places(of: JobID("42"), among: all))
        scenario.find(.places([FoundPlace(queue: all[2])]))
        #expect(scenario.state.watch == .job(JobRequest(queue: all[2], id: JobID("42"))))
        scenario.fill(":go 43", "")
        scenario.find(.failed(.timedOut(5_000)))
        #expect(scenario.footer.contains("Did not look for job 43"))
    }

    @Test func goFindsAJobInEveryQueue() {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.begin()
        scenario.type(":go 42")
        scenario.press(.enter)
        let all = scenario.state.overview?.content.queues.map(\.id) ?? []
        #expect(scenario.state.inquiry == .places(of: JobID("42"), among: all))
        scenario.find(.places([]))
        #expect(scenario.footer.contains("No queue has a job 42."))
        scenario.type(":go 42")
        scenario.press(.enter)
        scenario.find(.places(all.prefix(2).map { FoundPlace(queue: $0, name: Array("send".utf8), state: .failed) }))
        #expect(scenario.shows("Job 42 is in several queues"))
        scenario.press(.down, .enter)
        #expect(scenario.state.watch == .job(JobRequest(queue: all[1], id: JobID("42"))))
        while scenario.state.scope != .queues { scenario.press(.character("q")) }
        scenario.type(":go 7")
        scenario.press(.enter)
        scenario.find(.places([FoundPlace(queue: all[2])]))
        #expect(scenario.state.watch == .job(JobRequest(queue: all[2], id: JobID("7"))))
    }
}
