import Foundation
import Queues
import Redis
import TestSupport
import Testing

@testable import bulltop

/// Every ACL recipe of the documentation permits what it is for: each command that bulltop sends is tried with
/// `ACL DRYRUN`, and what it denies has a row in the table beside the recipes.
@Suite struct RecipeTests {
    private static let queue = QueueID(prefix: Array("bull".utf8), name: Array("email".utf8))
    private static let libraries = [LibraryData.bull, .bullmq5, .bullmq6]

    /// The lines of the documentation that create a user, each once.
    private static func recipes() throws -> [String] {
        let root = Scratch.packageRoot
        let pages = try FileManager.default.contentsOfDirectory(atPath: root + "/docs").filter { $0.hasSuffix(".md") }
        let files = ["/README.md"] + pages.map { "/docs/" + $0 }
        let lines = try files.flatMap { try String(contentsOfFile: root + $0, encoding: .utf8).split(separator: "\n") }
        return Set(lines.compactMap { line in line.range(of: "ACL SETUSER ").map { String(line[$0.lowerBound...]) } })
            .sorted()
    }

    /// The commands that the table of docs/operations.md names as permissions, such as `client|list`.
    private static func named() throws -> Set<String> {
        let page = try String(contentsOfFile: Scratch.packageRoot + "/docs/operations.md", encoding: .utf8)
        let cells = page.split(separator: "\n").filter { $0.hasPrefix("| `") }.map {
            $0.dropFirst(3).prefix { $0 != "`" }
        }
        let words = cells.flatMap { $0.replacing("\\|", with: "|").split(separator: " ") }
        return Set(words.filter { $0.hasPrefix("+") && !$0.hasPrefix("+@") }.map { String($0.dropFirst()) })
    }

    /// Reads what every screen reads, with the details that only a screen asks for.
    private static func look(at endpoint: Endpoint, findsLeftovers: Bool = true) throws {
        let store = StoreFactory.source(at: endpoint, prefixes: [Target.standardPrefix]).open(nil)
        try store.connect()
        while try store.discover(now: now) {}
        let job = JobPlace(queue: queue, id: JobID("own-1"))
        var request = JobRequest(queue: queue, id: job.id)
        (request.wantsHistory, request.logSearch) = (true, LogSearch("two"))
        let explained = OverviewRequest(explained: queue, wantsWorkers: true)
        let pages = [JobList.latest] + JobState.allCases.map { .state($0) }
        let watches: [Watch] =
            [.overview, .overview(explained), .overview, .overview(explained)]
            + pages.map {
                .page(PageRequest(queue: queue, list: $0, order: .oldestFirst, offset: 0, limit: 5, preview: job.id))
            }
            + [
                .job(request), .schedulers(nil), .causes(CausesRequest(queue: queue)), .workers(nil),
                .search(SearchWatch(try Query("route"), queue: queue)), .events(EventsWatch(queue: queue)),
                .flow(FlowRequest(of: job)), .pair(PairRequest(left: job)), .doctor,
            ]
        for watch in watches {
            for _ in 0..<3 { _ = try store.answer(watch, now: now) }
        }
        // Leftovers are found by the script that removes them.
        if findsLeftovers { _ = try store.leftovers(of: queue, limit: 5, now: now) }
        _ = store.find(.data(Queues.Operation.Target(queue: queue, job: job.id, state: nil)), now: now)
    }

    private static var now: Milliseconds { Milliseconds(Date().timeIntervalSince1970 * 1_000) }

    /// The commands that reading and changing send.
    private struct Sent {
        var reading: Set<SentCommand> = []
        var changing: Set<SentCommand> = []

        /// Does everything once on the queues of some libraries.
        init(_ libraries: [LibraryData], to server: PrivateRedis) throws {
            let connection = try server.connect()
            let watched = try MonitoredCommands(server)
            for library in libraries {
                let keyspace = try library.keyspace
                try keyspace.load(into: connection)
                reading.formUnion(try watched.during { try RecipeTests.look(at: server.endpoint) })
                for template in DryRunTests.lines {
                    try keyspace.load(into: connection)
                    let line = try DryRunTests.filled(template, connection) + " --yes"
                    changing.formUnion(
                        try watched.during { _ = try DryRunTests.run(line, at: server.endpoint) })
                }
            }
        }
    }

    @Test func whatARecipeDeniesIsNamed() throws {
        let (recipes, named) = (try Self.recipes(), try Self.named())
        #expect(recipes.count >= 2 && named.count >= 5, "\(recipes), \(named)")
        let server = try PrivateRedis()
        let connection = try server.connect()
        let sent = try Sent(Self.libraries, to: server)
        let names = Set(sent.changing.filter(\.isOfScript).map(\.name))
        #expect(sent.reading.count > 50 && names.isSuperset(of: ["publish", "zadd", "hset"]), "\(names)")
        for recipe in recipes {
            try connection.send(lines: [recipe])
            let user = String(recipe.split(separator: " ")[2])
            func denied(_ commands: Set<SentCommand>) throws -> Set<String> {
                Set(try commands.filter { try !$0.isAllowed(to: user, connection) }.map(\.name))
            }
            let (looking, acting) = (try denied(sent.reading), try denied(sent.changing))
            #expect(looking.subtracting(named) == [], "\(recipe): not named in docs/operations.md")
            if recipe.contains("+@write") {
                // Which one is denied to a script is known only when the rest was done.
                #expect(try denied(sent.changing.filter(\.isOfScript)) == [], "\(recipe)")
                #expect(acting.subtracting(named) == [], "\(recipe): not named in docs/operations.md")
            } else {
                #expect(acting.contains("evalsha") && acting.contains("zadd"), "\(recipe): \(acting)")
            }
        }
    }

    /// Checks that the users of the recipes get everything done as a user without limits does.
    @Test func theUsersGetTheirWorkDone() throws {
        let server = try PrivateRedis()
        let connection = try server.connect()
        try connection.send(lines: try Self.recipes())
        func endpoint(_ user: String) -> Endpoint {
            var endpoint = server.endpoint
            (endpoint.user, endpoint.password) = (user, "secret")
            return endpoint
        }
        for library in Self.libraries {
            let keyspace = try library.keyspace
            try keyspace.load(into: connection)
            try Self.look(at: endpoint("bulltop-look"), findsLeftovers: false)
            try Self.look(at: endpoint("bulltop-act"))
            for template in DryRunTests.lines {
                try keyspace.load(into: connection)
                let line = try DryRunTests.filled(template, connection) + " --yes"
                let free = try DryRunTests.run(line, at: server.endpoint)
                try keyspace.load(into: connection)
                let limited = try DryRunTests.run(line, at: endpoint("bulltop-act"))
                #expect(free.status == limited.status, "\(library): \(line): \(limited.json)")
                #expect(free.json["done"] == limited.json["done"], "\(library): \(line): \(limited.json)")
            }
        }
    }
}
