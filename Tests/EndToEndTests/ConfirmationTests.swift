import Redis
import TestSupport
import Testing

/// The questions of commands on a terminal.
@Suite struct ConfirmationTests {
    @Test func aDangerousCommandAsksFirst() throws {
        let server = try PrivateRedis()
        let connection = try server.connect()
        for line in [
            "HSET bull:email:meta version bullmq:6.2.0", "HSET bull:email:1 name n opts {} timestamp 1",
            "LPUSH bull:email:wait 1",
        ] {
            let words = line.split(separator: " ").map { Array($0.utf8) }
            _ = try connection.send(
                Command(String(decoding: words[0], as: UTF8.self), arguments: Array(words.dropFirst())))
        }
        let pane = try Pane(environment: ["BULLTOP_URL": "unix://\(server.socketPath)"])
        try pane.run("clear; \(Program.path) remove email 1; echo status $?")
        try pane.wait(for: "remove job 1 in email? [y/N]")
        try pane.press("Enter")
        try pane.wait(for: "status 5")
        #expect(try pane.screen().contains("nothing was changed"))
        #expect(try connection.send(Command("EXISTS", "bull:email:1")).integer == 1)
        try pane.run("clear; \(Program.path) obliterate email; echo status $?")
        try pane.wait(for: "Type \"email\" to confirm:")
        try pane.run("emial")
        try pane.wait(for: "status 5")
        try pane.run("clear; \(Program.path) remove email 1; echo status $?")
        try pane.wait(for: "[y/N]")
        try pane.run("y")
        try pane.wait(for: "status 0")
        #expect(try connection.send(Command("EXISTS", "bull:email:1")).integer == 0)
    }

    /// Checks that a change of many jobs asks for the queue's name on a connection that is marked as production.
    @Test func productionWantsAName() throws {
        let server = try PrivateRedis()
        let connection = try server.connect()
        for line in [
            "HSET bull:email:meta version bullmq:6.2.0", "HSET bull:sms:meta version bullmq:6.2.0",
            "HSET bull:email:1 name n opts {} timestamp 1", "HSET bull:email:2 name n opts {} timestamp 1",
            "ZADD bull:email:failed 1 1 2 2",
        ] {
            let words = line.split(separator: " ").map { Array($0.utf8) }
            _ = try connection.send(
                Command(String(decoding: words[0], as: UTF8.self), arguments: Array(words.dropFirst())))
        }
        let url = "unix://\(server.socketPath)"
        let pane = try Pane(environment: ["BULLTOP_URL": url, "BULLTOP_PRODUCTION": "1"])
        try pane.run("clear; \(Program.path) retry email 1 2 --label eu-1; echo status $?")
        try pane.wait(for: "retry 2 jobs of email on production, eu-1? Type \"email\" to confirm:")
        try pane.run("y")
        try pane.wait(for: "status 5")
        #expect(try connection.send(Command("ZCARD", "bull:email:failed")).integer == 2)
        try pane.run("clear; \(Program.path) retry email --all; echo status $?")
        try pane.wait(for: "retry 2 failed jobs of email on production")
        try pane.wait(for: "Type \"email\" to confirm:")
        try pane.run("email")
        try pane.wait(for: "status 0")
        #expect(try connection.send(Command("ZCARD", "bull:email:failed")).integer == 0)
        try pane.run("clear; \(Program.path) remove email 1; echo status $?")
        try pane.wait(for: "[y/N]")
        try pane.run("y")
        try pane.wait(for: "status 0")
        try pane.run("clear; \(Program.path) pause --all; echo status $?")
        try pane.wait(for: "Type \"production\" to confirm:")
        try pane.run("production")
        try pane.wait(for: "status 0")
        #expect(try connection.send(Command("HEXISTS", "bull:sms:meta", "paused")).integer == 1)
        try pane.run("clear; BULLTOP_PRODUCTION=0 \(Program.path) resume --all; echo status $?")
        try pane.wait(for: "resume 2 queues? [y/N]")
        try pane.run("y")
        try pane.wait(for: "status 0")
        try pane.run("clear; \(Program.path) --label eu-1")
        try pane.wait(for: "PRODUCTION")
        #expect(try pane.screen().contains("eu-1"))
        try pane.press("Q")
    }

    @Test func manyJobsAreCountedFirstAndShowTheirProgress() throws {
        let server = try PrivateRedis()
        let connection = try server.connect()
        let script = """
            redis.call('HSET', 'bull:email:meta', 'version', 'bullmq:6.2.0')
            for i = 1, 60000 do
                redis.call('HSET', 'bull:email:' .. i, 'name', 'send', 'data', '{}', 'opts', '{}', 'timestamp', i)
                redis.call('ZADD', 'bull:email:failed', i, i)
            end
            """
        _ = try connection.send(Command("EVAL", script, "0"))
        let pane = try Pane(environment: ["BULLTOP_URL": "unix://\(server.socketPath)"])
        try pane.run("clear; \(Program.path) retry email --all; echo status $?")
        try pane.wait(for: "retry 60 000 failed jobs of email? [y/N]")
        try pane.run("y")
        try pane.wait(for: " of 60 000, ")
        let screen = try pane.wait(for: "status 0")
        #expect(screen.contains("retried 60 000 failed jobs of email."))
        #expect(!screen.contains(" of 60 000, "))
        #expect(try connection.send(Command("LLEN", "bull:email:wait")).integer == 60_000)
    }

    /// Checks that a key that asks and one that agrees, in one write, agree to nothing: nobody can have read the
    /// question.
    @Test func anAnswerThatComesWithItsQuestionIsNone() throws {
        let bench = try DashboardBench()
        for line in [
            "HSET bull:email:meta version bullmq:6.2.0",
            "HSET bull:email:1 name n data {} opts {} timestamp 1 finishedOn 2",
            "ZADD bull:email:failed 2 1",
        ] {
            try bench.send(line)
        }
        try bench.start()
        try bench.open("email", "failed", until: "job 1 of 1")
        try bench.pane.type("ry")
        try bench.pane.wait(for: "Retry job 1 in email?")
        try bench.pane.wait(for: "y yes")
        #expect(try bench.send("ZCARD bull:email:failed")[0].integer == 1)
        try bench.agree(to: "Retry job 1 in email?", until: "Retried job 1 in email")
        #expect(try bench.send("ZCARD bull:email:failed")[0].integer == 0)
        try bench.quit()
    }
}
