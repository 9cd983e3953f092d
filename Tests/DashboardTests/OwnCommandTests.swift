import Canvas
import Queues
import Testing

@testable import Dashboard

/// The commands of the operator: keys, reasons, runs and their output.
@Suite struct OwnCommandTests {
    private static func command(
        _ subject: OwnCommand.Subject = .job, key: Key? = .character("o"), isBackground: Bool = false,
        onlyReads: Bool = false
    ) -> OwnCommand {
        var command = OwnCommand(
            name: "sentry", title: "Open in Sentry", key: key, words: ["sentry", "--open"], subject: subject)
        (command.isBackground, command.onlyReads) = (isBackground, onlyReads)
        return command
    }

    private static func scenario(
        _ commands: OwnCommand..., columns: Int = 120, rows: Int = 40, glyphs: Glyphs = .unicode,
        isReadOnly: Bool = false
    ) throws -> Scenario {
        var keys = KeyMap()
        for command in commands { try keys.add(command) }
        var scenario = Scenario(
            columns: columns, rows: rows, glyphs: glyphs, theme: glyphs == .ascii ? "mono" : "default",
            isReadOnly: isReadOnly, keys: keys)
        scenario.usesTableKeys = true
        scenario.begin()
        return scenario
    }

    /// Opens the failed jobs, and presses the command's key.
    private func run(_ scenario: inout Scenario) throws -> OwnRun {
        scenario.open("5")
        _ = scenario.takeEffects()
        scenario.type("o")
        let orders = scenario.takeEffects()
        guard case .own(let run, .prepare)? = orders.first, orders.count == 1 else { throw Failure() }
        return run
    }

    private struct Failure: Error {}

    @Test func onTheTerminal() throws {
        var scenario = try Self.scenario(Self.command())
        let run = try run(&scenario)
        let target = Operation.Target(queue: Fixture.email, job: JobID("12431"), state: .failed)
        #expect(run.subject == .job(target, name: Array("welcome".utf8)) && run.number == 1)
        #expect(scenario.footer.contains("sentry: reading job 12431"))
        scenario.send(.own(run, .prepared))
        #expect(scenario.takeEffects() == [.own(run, .start)])
        scenario.send(.own(run, .ended(.exited(3))))
        #expect(scenario.takeEffects() == [.refresh])
        #expect(scenario.footer.contains("sentry on job 12431 in email ended with status 3."))
        #expect(scenario.state.log.notices.count == 1 && scenario.state.outputs.all.isEmpty)
    }

    /// Checks that a program does not take the terminal after the operator has gone on to something else.
    @Test func aKeyGivesItUp() throws {
        var scenario = try Self.scenario(Self.command())
        let run = try run(&scenario)
        scenario.press(.down)
        scenario.send(.own(run, .prepared))
        #expect(scenario.takeEffects() == [.own(run, .forget)])
    }

    @Test func inTheBackground() throws {
        var scenario = try Self.scenario(Self.command(.queue, isBackground: true))
        let first = try run(&scenario)
        #expect(first.subject == .queue(Fixture.email))
        scenario.press(.down)
        scenario.send(.own(first, .prepared))
        #expect(scenario.takeEffects() == [.own(first, .start)])
        #expect(scenario.footer.contains("sentry runs; :output shows its output."))
        scenario.send(.own(first, .printed(Array("one\ntw".utf8))))
        scenario.send(.own(first, .ended(.exited(0))))
        // The operator has gone on, so that a message is enough.
        #expect(scenario.footer.contains("sentry on email is done. :output shows its output."))
        #expect(scenario.state.queueScreen != nil)
        scenario.type("o")
        guard case .own(let second, .prepare)? = scenario.takeEffects().last else { throw Failure() }
        for event in [OwnEvent.prepared, .printed(Array("x\n\ny\n".utf8)), .ended(.killed("Terminated"))] {
            scenario.send(.own(second, event))
        }
        #expect(scenario.footer.contains("commands") && scenario.shows("› output "))
        #expect(scenario.says("Open in Sentry: email ended: Terminated"))
        #expect(
            scenario.state.outputs.all.map(\.lines)
                == [["one", "tw"], ["x", "", "y"]].map { $0.map { Array($0.utf8) } })
        scenario.type("h")
        #expect(scenario.shows(" tw") && scenario.says("1 of 2"))
        scenario.type("d")
        #expect(scenario.footer.contains("No command runs."))
    }

    @Test func aRunningOneIsEnded() throws {
        var scenario = try Self.scenario(Self.command(isBackground: true))
        let run = try run(&scenario)
        scenario.send(.own(run, .prepared))
        scenario.fill(":output", "")
        _ = scenario.takeEffects()
        #expect(scenario.says("It has printed nothing yet.") && scenario.says("running"))
        scenario.press(.delete)
        #expect(scenario.takeEffects() == [.own(run, .end)])
    }

    @Test(
        arguments: [
            (Self.command(), "5", true, "Read-only: the command sentry does not say that it only reads."),
            (Self.command(onlyReads: true), "5", true, nil),
            (Self.command(), "5 ", false, "It takes one job at a time; u clears the marks."),
            (Self.command(.queue), "/zzz", false, "There is no queue under the cursor."),
        ] as [(OwnCommand, String, Bool, String?)])
    func saysWhyNot(_ command: OwnCommand, _ keys: String, _ isReadOnly: Bool, _ reason: String?) throws {
        var scenario = try Self.scenario(command, isReadOnly: isReadOnly)
        scenario.type(keys)
        scenario.answer()
        scenario.press(.enter)
        if keys.hasPrefix("5") { scenario.press(.escape) }
        if keys == "5 " { scenario.type(" ") }
        _ = scenario.takeEffects()
        scenario.type("o")
        #expect(scenario.takeEffects().isEmpty == (reason != nil))
        if let reason { #expect(scenario.footer.contains(reason), "\(scenario.footer)") }
    }

    @Test func isInHelpMenuAndPalette() throws {
        var scenario = try Self.scenario(Self.command(), rows: 100)
        scenario.open("5")
        scenario.type("?")
        #expect(scenario.shows("o  ") && scenario.shows("Open in Sentry"))
        scenario.press(.escape)
        scenario.type("x")
        #expect(scenario.shows("Open in Sentry"))
        scenario.press(.escape)
        scenario.fill(":sentry", "")
        #expect(scenario.takeEffects().contains { if case .own(_, .prepare) = $0 { true } else { false } })
    }

    @Test func keysMayBeTaken() throws {
        var keys = KeyMap()
        try keys.bind("promote", to: "o")
        #expect(throws: KeyMap.Problem.taken(key: "o", by: "promote")) { try keys.add(Self.command()) }
        keys = KeyMap()
        try keys.add(Self.command(key: .character("r")))
        #expect(keys.losses.contains { $0.hasPrefix("'r' is 'sentry' now, and not 'retry' (queue, job") })
        var other = Self.command(key: .character("r"))
        other.name = "other"
        #expect(throws: KeyMap.Problem.taken(key: "r", by: "sentry")) { try keys.add(other) }
        other.name = "retry"
        #expect(throws: KeyMap.Problem.nameTaken("retry")) { try keys.add(other) }
        // A command with another scope has screens of its own only in part.
        #expect(throws: KeyMap.Problem.sentAs("Ctrl-I", "Tab")) { _ = try KeyMap.key("Ctrl-I") }
    }

    /// Checks that output is bounded: runs, lines, and the length of a line.
    @Test func outputIsBounded() {
        var outputs = Outputs()
        for number in 1...30 {
            let run = OwnRun(number: number, command: Self.command(isBackground: true), subject: .queue(Fixture.email))
            outputs.begin(run, at: 0)
            for _ in 0..<300 {
                outputs.append(Array(repeating: 0x0A, count: 10) + Array(repeating: 0x61, count: 5_000), to: run)
            }
            outputs.end(run, .exited(0), at: 1)
        }
        #expect(outputs.all.count == Outputs.runLimit && outputs.all.last?.run.number == 30)
        for output in outputs.all {
            #expect(output.lines.count == Outputs.lineLimit && output.dropped > 0)
            #expect(output.lines.allSatisfy { $0.count <= Outputs.longestLine })
        }
    }

    @Test(arguments: [(120, 40), (80, 24), (40, 10)]) func looks(columns: Int, rows: Int) throws {
        for glyphs in Glyphs.allCases {
            var scenario = try Self.scenario(
                Self.command(isBackground: true), columns: columns, rows: rows, glyphs: glyphs)
            let run = try run(&scenario)
            scenario.send(.own(run, .prepared))
            let text =
                "\u{1B}[31mred\u{1B}[0m, 50 %\r100 %\n\u{1B}]0;title\u{7} 邮件\n"
                + (1...60).map { "line \($0)\n" }.joined()
            scenario.send(.own(run, .printed(Array(text.utf8))))
            scenario.send(.clock(scenario.state.clock + 2_000))
            scenario.send(.own(run, .ended(.exited(0))))
            scenario.press(.home)
            try expectGolden(scenario.frame, "output-\(columns)x\(rows)\(glyphs == .ascii ? "-ascii-mono" : "")")
        }
    }
}
