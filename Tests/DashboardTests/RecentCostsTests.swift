import Queues
import Testing

@testable import Dashboard

@Suite struct RecentCostsTests {
    private func answer(_ watch: Watch = .overview, commands: Int) -> Answer {
        let content: Answer.Content =
            watch == .overview ? .overview(Overview(queues: [], discovery: Discovery())) : .job(nil)
        return Answer(
            watch: watch, content: content, server: ServerStatus(address: "test"),
            cost: ReadCost(commands: commands, bytes: commands * 10, roundTrips: 1, microseconds: 100), takenAt: 0)
    }

    @Test func keepsTheMostUntilItIsLongAgo() {
        var costs = RecentCosts()
        costs.take(answer(commands: 79))
        for _ in 0..<11 {
            costs.take(answer(commands: 78))
            #expect(costs.commands == 79 && costs.bytes == 790 && costs.last?.commands == 78)
        }
        costs.take(answer(commands: 78))
        #expect(costs.commands == 78)
    }

    @Test func forgetsAnotherScreen() {
        var costs = RecentCosts()
        costs.take(answer(commands: 79))
        costs.take(answer(.job(JobRequest(queue: QueueID(prefix: [], name: []), id: JobID("1"))), commands: 3))
        #expect(costs.commands == 3)
    }
}
