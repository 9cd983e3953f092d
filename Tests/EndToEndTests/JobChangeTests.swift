import Foundation
import Redis
import TestSupport
import Testing

/// The other changes of jobs on the screen: of one job, and of the marked ones.
@Suite struct JobChangeTests {
    private func bench(_ fixture: String, and other: String? = nil) throws -> DashboardBench {
        let bench = try DashboardBench()
        try Fixture("bullmq6/\(fixture)").before.load(into: bench.connection)
        if let other { try bench.addFailed(1...1, to: "bull:\(other)") }
        try bench.start(until: "orders")
        return bench
    }

    private func list(_ bench: DashboardBench, _ key: String) throws -> [String] {
        try bench.send("LRANGE \(key) 0 -1")[0].array?.compactMap(\.text) ?? []
    }

    @Test func aJobIsDuplicatedMovedAwayAndBack() throws {
        let bench = try bench("add-standard", and: "dead")
        try bench.pane.wait(for: "dead")
        try bench.open("orders", "waiting", until: "jobs 1-2 of 2")
        try bench.pane.type("j")
        try bench.pane.wait(for: "› 2 ")
        try bench.choose("Duplicate", from: "x")
        try bench.agree(to: "Duplicate job 2 in orders?", until: "Duplicated job 2 in orders: job 3.")
        func values(_ key: String) throws -> [String?]? {
            try bench.send("HMGET \(key) name data opts delay priority")[0].array?.map(\.text)
        }
        let original = try values("bull:orders:2")
        #expect(try values("bull:orders:3") == original)

        try bench.pane.type("/2")
        try bench.pane.press("Enter")
        try bench.pane.wait(for: "› 2 ")
        try bench.choose("Move to", from: "x")
        try bench.fill("deed")
        try bench.pane.wait(for: "did you mean dead?")
        try bench.pane.press("BSpace", "BSpace")
        try bench.pane.wait(without: "did you mean")
        try bench.pane.type("ad")
        try bench.pane.press("Enter")
        try bench.agree(to: "Move job 2 in orders to dead?", until: "Moved job 2 in orders to dead")
        #expect(try list(bench, "bull:orders:wait") == ["3", "1"])
        #expect(try bench.send("EXISTS bull:orders:2")[0].integer == 0)
        #expect(try list(bench, "bull:dead:wait") == ["2"])
        #expect(try values("bull:dead:2") == original)

        try bench.open("dead", "waiting", until: "› 2 ")
        try bench.choose("Move to", from: "x")
        try bench.pane.press("C-u")
        try bench.fill("orders")
        try bench.agree(to: "Move job 2 in dead to orders?", until: "Moved job 2 in dead to orders: job 4.")
        #expect(try list(bench, "bull:dead:wait") == [])
        #expect(try list(bench, "bull:orders:wait") == ["4", "3", "1"])
        #expect(try values("bull:orders:4") == original)
        try bench.quit()
    }

    @Test func anUnlockedActiveJobIsReleased() throws {
        let bench = try bench("remove-active-unlocked")
        try bench.open("orders", "active", until: "› 1 ")
        try bench.send("SET bull:orders:1:lock token")
        try bench.choose("Release", from: "x")
        try bench.agree(to: "Release job 1 in orders?", until: "a worker runs it and holds its lock")
        #expect(try list(bench, "bull:orders:active") == ["1"])
        try bench.send("DEL bull:orders:1:lock")
        try bench.choose("Release", from: "x")
        try bench.agree(to: "Release job 1 in orders?", until: "Released job 1 in orders")
        #expect(try list(bench, "bull:orders:active") == [])
        #expect(try list(bench, "bull:orders:wait").sorted() == ["1", "2"])
        try bench.quit()
    }

    @Test func aDeduplicationIdIsFreed() throws {
        let bench = try bench("remove-dedup-owner")
        try bench.open("orders", "waiting", until: "› 1 ")
        try bench.choose("Remove deduplication", from: "x")
        try bench.agree(to: "Remove the deduplication key of job 1", until: "Removed the deduplication key of job 1")
        #expect(try bench.send("EXISTS bull:orders:de:cust-7")[0].integer == 0)
        // The form frees a deduplication id by its name, also where no job has it.
        try bench.send("SET bull:orders:de:cust-7 1")
        try bench.command("free-deduplication")
        try bench.fill("cust-7")
        try bench.agree(to: "Remove the deduplication key cust-7 of orders?", until: "Removed the deduplication key")
        #expect(try bench.send("EXISTS bull:orders:de:cust-7")[0].integer == 0)
        try bench.quit()
    }

    @Test func idsWithoutAJobAreRemoved() throws {
        let bench = try bench("pages-ghost")
        try bench.open("orders", "completed", until: "of 5")
        try bench.choose("Remove missing", from: "x")
        try bench.agree(to: "what is left of", until: "Removed what is left of job 4")
        let left = try bench.send("ZRANGE bull:orders:completed 0 -1")[0].array?.map(\.text)
        #expect(left == ["1", "2", "3", "5"])
        try bench.quit()
    }

    @Test func markedJobsAreChangedTogether() throws {
        let bench = try bench("change-priority-other")
        try bench.open("orders", "prioritized", until: "jobs 1-3 of 3")
        try bench.pane.type("  ")
        try bench.pane.wait(for: "2 marked")
        try bench.choose("Change priority", from: "x")
        try bench.fill("9")
        try bench.agree(to: "Set the priority of 2 prioritized jobs of orders to 9?", until: "Set the priority of 2")
        let priorities = try (1...3).map { try bench.send("HGET bull:orders:\($0) priority")[0].text }
        #expect(priorities == ["9", "9", "5"])
        try bench.pane.wait(without: "2 marked")
        try bench.pane.type("g  ")
        try bench.pane.wait(for: "2 marked")
        try bench.choose("Add a log line", from: "x")
        try bench.fill("seen by ops")
        try bench.agree(to: "Add a log line to 2 prioritized jobs", until: "Added a log line to 2")
        let lines = try (1...3).map { try list(bench, "bull:orders:\($0):logs") }
        #expect(lines.filter { $0 == ["seen by ops"] }.count == 2 && lines.filter(\.isEmpty).count == 1)
        try bench.quit()
    }
}
