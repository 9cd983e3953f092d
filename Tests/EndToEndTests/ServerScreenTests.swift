import Foundation
import Redis
import TestSupport
import Testing

/// What the screen of the server says of a real connection: tracking of keys, TLS, the nodes of a cluster.
@Suite struct ServerScreenTests {
    /// Returns how often the server was asked to track keys, and the number of clients for which it does.
    private func tracking(_ bench: DashboardBench) throws -> (calls: Int, clients: Int) {
        func number(after key: String, in section: String) throws -> Int {
            let text = try bench.send("INFO \(section)")[0].text ?? ""
            guard let start = text.range(of: key)?.upperBound else { return 0 }
            return Int(text[start...].prefix { $0.isNumber }) ?? 0
        }
        return (
            try number(after: "cmdstat_client|tracking:calls=", in: "commandstats"),
            try number(after: "tracking_clients:", in: "clients")
        )
    }

    @Test func noTrackingIsReallyOff() throws {
        let bench = try DashboardBench()
        try bench.addFailed(1...2, to: "bull:hooks")
        try bench.start("--no-tracking", until: "hooks")
        try bench.command("server")
        try bench.pane.wait(for: "not reported, as --no-tracking wants it")
        let off = try tracking(bench)
        #expect(off.calls == 0 && off.clients == 0, "\(off)")
        try bench.quit()
        // Without the option the same server is asked, so that the numbers mean something.
        try bench.start(until: "hooks")
        try bench.command("server")
        try bench.pane.wait(for: "reported by the server (CLIENT TRACKING)")
        let on = try tracking(bench)
        #expect(on.calls > 0 && on.clients > 0, "\(on)")
        try bench.quit()
    }

    @Test func aCertificateThatIsNotVerifiedIsToldInRed() throws {
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        let authority = try CertificateAuthority("authority", in: directory)
        let server = try PrivateRedis(certificate: try authority.issue("DNS:other.example"))
        let bench = try DashboardBench(server)
        try bench.addFailed(1...2, to: "bull:hooks")
        let port = try #require(server.tlsPort)
        func start(_ options: String, until text: String) throws -> String {
            try bench.pane.run("clear; '\(Program.path)' --url rediss://localhost:\(port) \(options)")
            return try bench.pane.wait(for: text)
        }
        _ = try start("--insecure", until: "hooks")
        try bench.command("server")
        try bench.pane.wait(for: "eviction")
        let header = try #require(bench.pane.styledScreen().split(separator: "\n").first)
        let warning = try #require(header.range(of: "TLS not verified"))
        let style = header[..<warning.lowerBound].components(separatedBy: "\u{1B}[").last?.prefix { $0 != "m" } ?? ""
        #expect(style.split(separator: ";").contains { ["31", "91"].contains($0) }, "\(style) is not red")
        try bench.quit()
        // Verified, the same server is refused, and nothing is said of what is not verified.
        #expect(try !start("--cacert '\(authority.file)'", until: "OFFLINE").contains("TLS not verified"))
        try bench.quit()
    }

    @Test func theNodesOfAClusterAreListedAndFollowed() throws {
        let cluster = try PrivateCluster()
        let writer = try cluster.endpoint.connect(name: "test")
        for name in ["{a}", "{b}", "{c}"] {
            _ = try writer.pipeline(
                [Command("HSET", "bull:\(name):meta", "version", "bullmq:6.2.0")], limit: Connection.replyLimit,
                isRepeatable: true)
        }
        let pane = try Pane()
        try pane.run("clear; '\(Program.path)' --url redis://127.0.0.1:\(cluster.masters[0].port) --interval 0.2")
        try pane.wait(for: "3 queues")
        try pane.type(":server")
        try pane.press("Enter")
        try pane.wait(for: "cluster of 3 primaries")
        for (node, range) in zip(cluster.masters, PrivateCluster.ranges) {
            let slots = String(range.1 - range.0 + 1)
            let line = "127.0.0.1:\(node.port): \(slots.first ?? "?") \(slots.dropFirst()) slots, 1 replica"
            try pane.wait(for: line)
        }
        cluster.masters[1].kill()
        let port = cluster.replicas[1].port
        try pane.wait("the replica as a primary") { screen in
            screen.contains("127.0.0.1:\(port): 5 462 slots")
                && !screen.contains("127.0.0.1:\(cluster.masters[1].port):")
        }
        try pane.type("Q")
        try pane.waitForPrompt()
    }
}
