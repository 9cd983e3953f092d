import Foundation
import Redis
import TestSupport
import Testing

/// Dead letters that the official client's own worker has left, revived in a real terminal.
@Suite struct ReviveTests {
    private func bench(_ family: ClientFamily) throws -> DashboardBench {
        let bench = try DashboardBench()
        try bench.run(PythonClient.script("letters"), family)
        try bench.start(until: "failed-mail")
        try bench.open("failed-mail", "waiting", until: "of 4")
        return bench
    }

    private func waiting(_ queue: String, _ bench: DashboardBench) throws -> [String] {
        try bench.send("LRANGE bull:\(queue):wait 0 -1")[0].array?.compactMap(\.text) ?? []
    }

    /// Returns name, data and attempts of a job.
    private func original(_ id: String, _ bench: DashboardBench) throws -> [String?] {
        let fields = try bench.send("HMGET bull:mail:\(id) name data opts")[0].array?.map(\.text) ?? []
        let options = JSONValue(Array((fields.last.flatMap { $0 } ?? "").utf8))
        return fields.prefix(2) + [options?["attempts"]?.integer.map { "\($0)" }]
    }

    @Test(arguments: ClientFamily.recent) func aLetterIsRevivedAndRestored(family: ClientFamily) throws {
        let bench = try bench(family)
        let before = try waiting("failed-mail", bench)
        try bench.command("revive")
        let form = try bench.pane.wait(for: "Enter applies")
        #expect(form.contains(#/Queue +mail /#) && form.contains(#/Letter +remove/#))
        try bench.pane.press("Enter")
        try bench.agree(to: "to mail, and remove the dead letter?", until: "U shows the trash.")
        let added = try #require(try waiting("mail", bench).first)
        let numbers = try (1...4).map { try original("\($0)", bench) }
        #expect(try numbers.contains(original(added, bench)), "name, data and options are those of the original")
        #expect(try waiting("mail", bench).count == 1 && waiting("failed-mail", bench).count == 3)

        try bench.pane.type("U")
        try bench.pane.wait(for: "failed-mail")
        try bench.pane.type("r")
        try bench.agree(to: "Restore job", until: "Restored job")
        #expect(try waiting("failed-mail", bench).sorted() == before.sorted())
        #expect(try waiting("mail", bench) == [added])
        try bench.quit()
    }

    @Test func markedLettersAreRevivedAndKept() throws {
        let bench = try bench(.bullmq6)
        try bench.pane.type("  ")
        try bench.pane.wait(for: "2 marked")
        try bench.command("revive")
        try bench.fill("", " ")
        try bench.agree(to: "Revive 2 waiting jobs of failed-mail", until: "Revived 2 waiting jobs")
        #expect(try waiting("mail", bench).count == 2 && waiting("failed-mail", bench).count == 4)

        // All of them, by another name than the one that was guessed.
        try bench.pane.type("A")
        try bench.pane.wait(for: "all 4 waiting jobs marked")
        try bench.command("revive")
        try bench.pane.wait(for: "Enter applies")
        try bench.pane.press("C-u")
        try bench.fill("maill")
        try bench.pane.wait(for: "did you mean mail?")
        try bench.pane.press("C-u")
        try bench.fill("mail")
        try bench.agree(to: "Revive 4 waiting jobs of failed-mail", until: "Revived 4 waiting jobs")
        #expect(try waiting("mail", bench).count == 6)
        try bench.quit()
    }

    /// Refuses a job that holds no original, before any question.
    @Test func whatIsNoLetterIsNotOffered() throws {
        let bench = try bench(.bullmq6)
        try bench.open("mail", "failed", until: "of 4")
        try bench.pane.press("Enter")
        try bench.pane.wait(for: "mailbox unavailable")
        try bench.command("revive")
        try bench.pane.wait(for: "The job is no dead letter: its data holds no other job.")
        try bench.pane.press("Escape")
        try bench.pane.wait(without: "Commands")
        try bench.quit()
    }
}
