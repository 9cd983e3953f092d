import Dashboard
import Queues
import TestSupport
import Testing

@testable import bulltop

/// `--queue NAME` names a queue that exists, and the help of the configuration lists what its tables have.
@Suite struct NamedQueueTests {
    /// Checks that a name without a queue is an error with the nearest one, beside the queues that exist.
    @Test(arguments: [
        ("queues", ["emial"], ["there is no queue 'emial' under the prefix 'bull'; did you mean 'email'?"]),
        ("queues", ["bull:email", "nothing-like-it"], ["there is no queue 'nothing-like-it' under the prefix 'bull'"]),
        ("queues", ["email"], []), ("workers", ["email", "emial"], ["did you mean 'email'?"]),
    ])
    func aNameWithoutAQueueIsAnError(command: String, names: [String], complaints: [String]) throws {
        let bench = try CommandBench()
        try bench.addQueue()
        let result = try bench.run([command] + names.flatMap { ["--queue", $0] })
        #expect(result.status == (complaints.isEmpty ? 0 : 1), "\(result)")
        for complaint in complaints { #expect(result.errors.contains(complaint), "\(result)") }
        if names.contains(where: { $0.hasSuffix("email") }), command == "queues" {
            #expect(result.output.contains("email"), "\(result)")
        }
    }

    /// Checks that nothing is guessed where the list of queues cannot be read.
    @Test func whereNothingMayBeSearchedNoNameIsGuessed() throws {
        let bench = try CommandBench()
        try bench.addQueue()
        try bench.send("ACL SETUSER default -scan")
        let result = try bench.run("queues --queue emial")
        #expect(result.status == 1 && result.errors.contains("'emial'") && !result.errors.contains("did you mean"))
    }

    @Test func theHelpOfTheConfigurationListsItsTables() throws {
        let help = Help.text(of: .config)
        let names =
            ColumnChoice.Listed.allCases.flatMap { [$0.name] + $0.known } + HealthThreshold.allCases.map(\.entry.name)
        for name in names { #expect(help.contains(name), "\(name)") }
        let manual = Manual.text.replacing("\\-", with: "-")
        for name in names { #expect(manual.contains(name), "\(name)") }
    }
}
