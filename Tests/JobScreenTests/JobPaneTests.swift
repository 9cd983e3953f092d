import Canvas
import Queues
import TestSupport
import Testing

@testable import Dashboard

@Suite struct JobPaneTests {
    @Test(arguments: ["failed", "active", "delayed", "hostile"], [(100, 8), (40, 14)])
    func drawing(_ name: String, _ size: (Int, Int)) throws {
        let jobs = [
            "failed": Fixture.failed, "active": Fixture.active, "delayed": Fixture.delayed, "hostile": Fixture.hostile,
        ]
        var row = try #require(jobs[name]).row
        if name == "active" { row.dataLength = 1_234 }
        if name == "failed" {
            row.failedReason += Array("\nsecond line of a long reason that does not fit in one row".utf8)
        }
        var frame = Frame(size: Size(columns: size.0, rows: size.1))
        JobPane.draw(into: &frame, in: Rect(frame.size), context: Fixture.context(), row: row)
        #expect(try frame.dump == GoldenFile("pane-\(name)-\(size.0)x\(size.1)").text(for: frame.dump))
    }
}
