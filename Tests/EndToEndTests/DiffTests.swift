import Foundation
import TestSupport
import Testing

/// Two jobs side by side in a real terminal: failed and completed by the official client's own worker.
@Suite struct DiffTests {
    @Test(arguments: ClientFamily.recent) func aFailedJobAndItsNeighbour(family: ClientFamily) throws {
        let bench = try DashboardBench()
        try bench.run(PythonClient.script("pairs"), family)
        try bench.startAsReader(until: "pairs")
        try bench.open("pairs", "failed", until: "bad")
        try bench.pane.type("=")
        let diff = try bench.pane.wait("both jobs") { $0.contains("right pairs › near") && $0.contains("currency") }
        #expect(diff.contains("\"EUR\"") && diff.contains("\"USD\"") && diff.contains("no rate for EUR"))
        #expect(diff.contains("1 equal") && !diff.contains("tenant"))
        try bench.pane.press("Enter")
        try bench.pane.wait(for: "tenant")
        try bench.pane.type("q4")
        try bench.pane.wait(for: "early")
        try bench.pane.type("  ")
        try bench.command("diff")
        try bench.pane.wait("the two that are marked") {
            $0.contains("left pairs › last") && $0.contains("right pairs › other")
        }
        try bench.quit()
    }
}
