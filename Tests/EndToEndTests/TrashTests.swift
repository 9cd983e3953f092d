import Foundation
import Redis
import TestSupport
import Testing

/// The jobs that the screen has removed and restores.
@Suite struct TrashTests {
    private func bench() throws -> DashboardBench {
        let bench = try DashboardBench()
        try bench.addFailed(1...3, to: "bull:email", reason: "mailbox full")
        try bench.addFailed(4...9, to: "bull:email", reason: "ECONNREFUSED")
        try bench.send("RPUSH bull:email:2:logs first second", "SET bull:email:id 9")
        return bench
    }

    /// Returns the dumps of all keys except the events.
    private func dumps(_ bench: DashboardBench) throws -> [String: [UInt8]] {
        let keys = try bench.send("KEYS *")[0].array?.compactMap(\.text) ?? []
        let kept = keys.filter { !$0.hasSuffix(":events") && !$0.hasSuffix(":marker") }
        return Dictionary(uniqueKeysWithValues: zip(kept, try kept.map { try bench.send("DUMP \($0)")[0].bytes ?? [] }))
    }

    @Test func matchesOfAFilterAreRemovedAndPutBack() throws {
        let bench = try bench()
        let before = try dumps(bench)
        try bench.start(until: "email")
        try bench.open("email", "failed", until: "jobs 1-9 of 9")
        try bench.pane.type("/mailbox")
        try bench.pane.press("Enter")
        try bench.pane.wait(without: "ECONNREFUSED")
        try bench.pane.type("Ad")
        let box = try bench.pane.wait(for: "Remove 3 failed jobs of email with \"mailbox\", with the children")
        #expect(box.contains("The trash (U) keeps"))
        try bench.agree(to: "y yes", until: "Removed 3 failed jobs of email with \"mailbox\". U shows the trash.")
        let rest = try bench.send("ZRANGE bull:email:failed 0 -1")[0].array?.compactMap(\.text)
        #expect(rest == ["4", "5", "6", "7", "8", "9"])

        try bench.pane.type("U")
        try bench.pane.wait(for: "3 removals")
        for left in [2, 1, 0] {
            try bench.pane.type("r")
            try bench.agree(to: "Restore job", until: "Restored job")
            try bench.pane.wait(for: "\(left) removal")
        }
        #expect(try dumps(bench) == before)
        try bench.quit()
    }

    /// Checks that the question warns of a job that is too large for the trash, before it is removed for good.
    @Test func theBoundIsToldBeforehand() throws {
        let bench = try bench()
        try bench.send("HSET bull:email:9 data \"\(String(repeating: "x", count: 300_000))\"")
        try bench.start(until: "email")
        try bench.open("email", "failed", until: "jobs 1-9 of 9")
        try bench.pane.type("d")
        try bench.pane.wait(for: "too large to be restored")
        try bench.pane.type("n")
        try bench.pane.wait(for: "Nothing was changed.")
        #expect(try bench.send("EXISTS bull:email:9")[0].integer == 1)
        try bench.pane.type("d")
        try bench.agree(to: "too large to be restored", until: "Removed job 9 in email.")
        #expect(try bench.send("EXISTS bull:email:9")[0].integer == 0)
        try bench.pane.type("U")
        try bench.pane.wait(for: "nothing that was removed can be restored")
        try bench.quit()
    }

    @Test func anIdThatIsTakenStaysInTheTrash() throws {
        let bench = try bench()
        try bench.start(until: "email")
        try bench.open("email", "failed", until: "jobs 1-9 of 9")
        try bench.pane.type("d")
        try bench.agree(to: "Remove job 9 in email?", until: "Removed job 9 in email.")
        try bench.send("HSET bull:email:9 name other data {} opts {} timestamp 5", "LPUSH bull:email:wait 9")
        let before = try dumps(bench)
        try bench.pane.type("U")
        try bench.pane.wait(for: "1 removal")
        try bench.pane.type("r")
        let screen = try bench.agree(to: "Restore job 9 to email?", until: "this id exists")
        #expect(screen.contains("1 removal"))
        #expect(try dumps(bench) == before)
        try bench.send("DEL bull:email:9", "LREM bull:email:wait 0 9")
        try bench.pane.type("r")
        try bench.agree(to: "Restore job 9 to email?", until: "Restored job 9 to email.")
        #expect(try bench.send("HGET bull:email:9 failedReason")[0].text == "ECONNREFUSED")
        try bench.quit()
    }
}
