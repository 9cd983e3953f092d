import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Missing jobs, where many jobs are chosen by a text, a query or marks, and in a search.
@Suite struct MissingJobTests {
    private static let ghosts = ["ghost-1", "ghost-2"]

    /// Creates three failed jobs, and two missing ones that failed later.
    private func bench(_ family: BulkBench.Family) throws -> BulkBench {
        let bench = try BulkBench(family)
        try bench.fill(3, .failed)
        try bench.send("ZADD bull:q:failed 1700000000500 ghost-1 1700000000501 ghost-2")
        return bench
    }

    private static let scopes: [Selection.Scope] = [
        .matching(Array("ghost".utf8)), .matching(Array("host-".utf8)), .marked(ghosts.map { JobID($0) }),
    ]

    @Test(arguments: BulkBench.Family.allCases) func aFilterFindsThemByTheirIDs(family: BulkBench.Family) throws {
        for scope in Self.scopes {
            let bench = try bench(family)
            let found = try bench.count(.failed, scope)
            #expect(found.count == 2 && found.sample.map(\.id.bytes.text) == Self.ghosts, "\(scope)")
            let refused = try bench.tally(.retry(), .failed, scope)
            #expect(refused.done == 0 && refused.refused == [.vanished: 2] && refused.asked == 2, "\(scope)")
            let removed = try bench.tally(.removeMissing, .failed, scope)
            #expect(removed.done == 2 && removed.refused.isEmpty, "\(scope)")
            #expect(try bench.ids("failed") == ["1", "2", "3"])
            #expect(try bench.send("EXISTS bull:q:1 bull:q:2 bull:q:3").integer == 3)
        }
    }

    /// Checks that only missing jobs are removed from all failed ones.
    @Test(arguments: BulkBench.Family.allCases) func noJobIsTakenForAMissingOne(family: BulkBench.Family) throws {
        let bench = try bench(family)
        let tally = try bench.tally(.removeMissing, .failed)
        #expect(tally.done == 2 && tally.refused == [.exists: 3] && tally.asked == 5)
        #expect(try bench.ids("failed") == ["1", "2", "3"])
    }

    /// Checks that a search counts missing jobs separately, with scripts that look at the fields, and without scripts.
    @Test(arguments: BulkBench.Family.allCases, ["default", "reader"])
    func aSearchCountsThemApart(family: BulkBench.Family, user: String) throws {
        let bench = try bench(family)
        try bench.bench.add(user: "reader", "+@read", "~*")
        let store = user == "reader" ? try Bench(bench.bench.redis, user: user).store : bench.bench.store
        for (text, expected) in [("ghost", []), ("odd", ["3", "1"]), ("id:ghost-1", []), ("reason", ["3", "2", "1"])] {
            let search = try store.search(SearchRequest(try Query(text), in: [bench.queue]))
            var found: [String] = []
            while let matches = try search.next(now: Clock.now) { found += matches.map(\.row.id.bytes.text) }
            #expect(found == expected, "\(text)")
            #expect(search.progress.looked == 5 && search.progress.unreadable.count == 0)
            #expect(search.progress.missingJobs == 2, "\(text)")
        }
    }

    /// Checks that a query chooses no missing job: it is about fields, and a missing job has none.
    @Test func aQueryChoosesNone() throws {
        let bench = try bench(.bullmq6)
        #expect(try bench.count(.failed, .query(try Query("ghost"))).count == 0)
        let tally = try bench.tally(.retry(), .failed, .query(try Query("odd")))
        #expect(tally.done == 2 && tally.refused.isEmpty)
        #expect(try bench.ids("failed") == ["2"] + Self.ghosts)
    }
}
