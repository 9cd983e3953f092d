import Foundation
import Redis
import TestSupport

/// A private server, and the dashboard on it in a pane.
final class DashboardBench {
    let server: PrivateRedis
    /// The connection of the test itself to the same server.
    let connection: Connection
    let pane: Pane

    init(_ server: PrivateRedis, columns: Int = 120, rows: Int = 40) throws {
        self.server = server
        connection = try server.connect()
        pane = try Pane(columns: columns, rows: rows, environment: ["SWIFT_BACKTRACE": "enable=no"])
    }

    convenience init(columns: Int = 120, rows: Int = 40) throws {
        try self.init(PrivateRedis(), columns: columns, rows: rows)
    }

    /// Starts the dashboard, as a user with the password `secret` where one is given, and waits until it shows `text`.
    @discardableResult
    func start(_ options: String = "", as user: String? = nil, until text: String = "live") throws -> String {
        let url = "unix://" + (user.map { $0 + ":secret@" } ?? "") + server.socketPath
        try pane.run("clear; '\(Program.path)' --url '\(url)' --interval 0.2 \(options)")
        return try pane.wait(for: text)
    }

    /// Runs a script of the official client. Its arguments are the server's socket and the number of the family.
    func run(_ script: String, _ family: ClientFamily) throws {
        _ = try PythonClient.run(family, script: script, arguments: [server.socketPath, family.number])
    }

    /// Starts the dashboard for a user with only read permissions, and waits until it shows `text`.
    @discardableResult
    func startAsReader(until text: String) throws -> String {
        try send("ACL SETUSER reader on >secret +@read +info ~bull:*")
        return try start("--read-only", as: "reader", until: text)
    }

    private static let tabs = [
        "latest": "1", "waiting": "2", "active": "3", "completed": "4", "failed": "5", "delayed": "6",
        "prioritized": "8", "waiting-children": "9",
    ]

    /// Opens a list of a queue by the keys, and waits until it shows `text`.
    @discardableResult
    func open(_ queue: String, _ list: String, until text: String) throws -> String {
        try pane.type(":queue \(queue)")
        // A queue is found only when the scan has reached its keys.
        try pane.wait(for: "queue  \(queue) ")
        try pane.press("Enter")
        try pane.wait(for: "› \(queue) ›")
        guard let key = Self.tabs[list] else { throw TestFailure("no list \(list)") }
        try pane.type(key)
        return try pane.wait("\(list) with '\(text)'") { $0.contains("› \(queue) › \(list)") && $0.contains(text) }
    }

    /// Types a command into the palette.
    func command(_ line: String) throws {
        try pane.type(":\(line)")
        try pane.press("Enter")
    }

    /// Chooses a row of the menu that this key opens.
    func choose(_ title: String, from menu: String) throws {
        try pane.type(menu)
        try pane.wait(for: "/ narrows")
        try pane.type("/\(title)")
        try pane.press("Enter")
    }

    /// Fills the fields of the open form, from the first one on, and applies it.
    func fill(_ values: String...) throws { try fill(values) }

    func fill(_ values: [String]) throws {
        try pane.wait(for: "Enter applies")
        for (index, value) in values.enumerated() {
            if index > 0 { try pane.press("Tab") }
            if !value.isEmpty { try pane.type(value) }
        }
        try pane.press("Enter")
    }

    /// Waits for a question, answers it with yes, and waits until the screen shows `text`.
    @discardableResult
    func agree(to question: String, until text: String) throws -> String {
        try pane.wait(for: question)
        // A question that counts first can be answered only after the count.
        try pane.wait(for: "y yes")
        try pane.type("y")
        // A report may begin with the words of its question.
        try pane.wait(without: "y yes")
        return try pane.wait(for: text)
    }

    /// Opens every screen about failed job 5 of `hooks` and its queue, from the list of its failed jobs, and returns to
    /// that list. `clients` is what the screen of workers shows.
    func readEveryScreen(clients: String) throws {
        try send(
            "RPUSH bull:hooks:5:logs began", #"HSET bull:hooks:5 stacktrace ["Error:one","Error:two"] atm 2"#,
            "XADD bull:hooks:events * event failed jobId 5 failedReason refused")
        try open("hooks", "failed", until: "jobs 1-5 of 5")
        try command("go 5")
        try pane.wait("the attempts of the job") { $0.contains("› 5") && $0.contains("[1:") }
        try pane.type("6")
        try pane.wait(for: "began")
        for (line, text) in [
            ("flow", "belongs to no flow"), ("diff", "keeps no completed job"), ("workers", clients),
            ("events", "failed: refused"),
        ] {
            try command(line)
            try pane.wait(for: text)
            try pane.type("q")
            try pane.wait(for: "began")
        }
        try pane.type("q")
        try pane.wait(for: "jobs 1-5 of 5")
    }

    /// Ends the dashboard.
    func quit() throws {
        try pane.type("Q")
        try pane.waitForPrompt()
    }

    /// Returns everything that the server holds.
    func keyspace() throws -> Keyspace { try snapshot(of: connection) }

    /// Sends commands that are written with single spaces.
    @discardableResult
    func send(_ lines: String...) throws -> [Reply] { try connection.send(lines: lines) }

    /// Adds failed jobs to a queue of BullMQ 6, with the reason of their failure.
    func addFailed(_ ids: ClosedRange<Int>, to base: String, name: String = "send", reason: String = "ECONNREFUSED")
        throws
    {
        let script = """
            redis.call('HSET', KEYS[1] .. ':meta', 'version', 'bullmq:6.2.0', 'opts.maxLenEvents', 10000)
            for id = tonumber(ARGV[1]), tonumber(ARGV[2]) do
                redis.call('HSET', KEYS[1] .. ':' .. id, 'name', ARGV[3], 'data', '{"to":' .. id .. '}', 'opts', '{}',
                    'timestamp', 1700000000000 + id, 'processedOn', 1700000000500 + id, 'delay', 0, 'priority', 0,
                    'finishedOn', 1700000001000 + id, 'atm', 1, 'ats', 1, 'failedReason', ARGV[4],
                    'stacktrace', '["Error: x\\\\n    at y"]')
                redis.call('ZADD', KEYS[1] .. ':failed', 1700000001000 + id, id)
            end
            """
        for start in stride(from: ids.lowerBound, through: ids.upperBound, by: 10_000) {
            let end = min(ids.upperBound, start + 9_999)
            _ = try connection.send(Command("EVAL", script, "1", base, "\(start)", "\(end)", name, reason))
        }
    }
}
