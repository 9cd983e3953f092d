import Foundation
import Redis
import TestSupport
import Testing

/// Commands of the operator in a real terminal, with a real server.
@Suite struct OwnCommandTests {
    /// Starts the dashboard with these commands on a queue with two failed jobs.
    private func bench(_ configuration: String, options: String = "") throws -> DashboardBench {
        let bench = try DashboardBench()
        try bench.addFailed(1...2, to: "bull:hooks")
        let file = bench.server.directory + "/config"
        try configuration.write(toFile: file, atomically: true, encoding: .utf8)
        try bench.pane.run("stty -g > \(bench.server.directory)/settings; export BULLTOP_CONFIG=\(file)")
        try bench.start(options, until: " hooks ")
        return bench
    }

    /// Leaves the dashboard, and checks that the terminal is restored.
    private func quit(_ bench: DashboardBench) throws {
        try bench.quit()
        let settings = try String(contentsOfFile: bench.server.directory + "/settings", encoding: .utf8)
        #expect(try bench.pane.answer(to: "stty -g") == settings.trimmingCharacters(in: .newlines))
    }

    private func script(_ bench: DashboardBench, _ text: String) throws {
        try text.write(toFile: bench.server.directory + "/script", atomically: true, encoding: .utf8)
    }

    @Test func onTheTerminal() throws {
        let bench = try bench("[command show]\nkey = o\ntitle = Show it\nrun = sh -c '. \"$SCRIPT\"'\n")
        try bench.quit()
        try bench.pane.run("export SCRIPT=\(bench.server.directory)/script")
        try script(
            bench,
            #"echo; echo "got $BULLTOP_COMMAND $BULLTOP_PREFIX:$BULLTOP_QUEUE $BULLTOP_JOB $BULLTOP_NAME $BULLTOP_STATE."; "#
                + #"cut -c 1-60; read -r line < /dev/tty; test "$line" = well"#)
        try bench.start(until: " hooks ")
        try bench.open("hooks", "failed", until: "jobs 1-2 of 2")
        try bench.pane.type("o")
        let screen = try bench.pane.wait(for: #""state":"failed","id":"2","#)
        #expect(screen.contains("got show bull:hooks 2 send failed.") && !screen.contains("jobs 1-2 of 2"))
        try bench.pane.run("well")
        try bench.pane.wait(for: "show on job 2 in hooks is done.")
        // It is suspended and continued like any program, and its failure is read before it is gone.
        try bench.pane.type("o")
        try bench.pane.wait(for: "got show")
        try bench.pane.press("C-z")
        try bench.pane.wait(for: "Stopped")
        try bench.pane.run("clear; fg")
        try bench.pane.wait(without: "ready$")
        try bench.pane.run("badly")
        try bench.pane.wait(for: "show ended with status 1. Press Enter to go back to bulltop.")
        try bench.pane.press("Enter")
        try bench.pane.wait(for: "show on job 2 in hooks ended with status 1.")
        try quit(bench)
    }

    @Test func inTheBackground() throws {
        let bench = try bench(
            """
            [command facts]
            key = o
            scope = queue
            background = true
            run = sh -c 'echo "on $BULLTOP_QUEUE"; cut -c 1-50; echo; echo to stderr >&2; sleep 0.3; echo the end'
            [command sleep]
            key = F6
            background = true
            run = sleep 1000
            """)
        try bench.pane.type("o")
        let screen = try bench.pane.wait(for: "the end")
        #expect(screen.contains("on hooks") && screen.contains("to stderr"))
        #expect(screen.contains(#"{"prefix":"bull","name":"hooks","library":"bullmq""#))
        try bench.pane.wait(for: "facts: hooks")
        try bench.open("hooks", "failed", until: "jobs 1-2 of 2")
        try bench.pane.press("F6")
        try bench.pane.wait(for: "sleep runs; :output shows its output.")
        try bench.command("output")
        try bench.pane.wait(for: "running")
        try bench.pane.press("d")
        try bench.pane.wait(for: "was ended: Terminated.")
        // One that runs ends with bulltop.
        try bench.pane.type("q")
        try bench.pane.press("F6")
        try bench.pane.wait(for: "sleep runs;")
        try quit(bench)
    }

    @Test func readOnlyRefusesWhatMayChange() throws {
        let bench = try bench(
            """
            [command change]
            key = o
            scope = queue
            run = touch changed
            [command look]
            key = i
            scope = queue
            background = true
            reads-only = yes
            run = sh -c 'echo "read-only is $BULLTOP_READ_ONLY"'
            [command lost]
            key = F7
            scope = queue
            run = no-such-program
            reads-only = yes
            """, options: "--read-only")
        try bench.pane.type("o")
        try bench.pane.wait(for: "Read-only: the command change does not say that it only reads.")
        try bench.pane.press("F7")
        try bench.pane.wait(for: "no-such-program could not be started: No such file")
        try bench.pane.type("i")
        try bench.pane.wait(for: "read-only is 1")
        try quit(bench)
    }
}
