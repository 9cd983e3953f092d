import Foundation
import JSONText
import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Checks that jobs are added as the official Python clients add them to a copy of the same data.
@Suite struct ClientAddTests {
    /// The jobs of a queue before the test, and the jobs to add: each as the JSON text of its options.
    private struct Scenario {
        let queue: String
        var families = ClientFamily.allCases
        var before: [String] = []
        var commands: [String] = []
        let options: [String]
    }

    private static let time = #""timestamp":1795466000000"#

    private static let scenarios: [Scenario] = [
        Scenario(queue: "fresh", families: ClientFamily.recent, options: ["{\(time)}"]),
        Scenario(
            queue: "plain",
            before: ["{\(time)}"],
            options: [
                "{\(time)}", "{\(time),\"lifo\":true}", "{\(time),\"jobId\":\"mine\"}", "{\(time),\"jobId\":\"mine\"}",
                "{\(time),\"jobId\":\"a:b:c\",\"attempts\":3}",
                "{\(time),\"attempts\":5,\"backoff\":{\"type\":\"exponential\",\"delay\":1000}}",
                "{\(time),\"removeOnComplete\":true,\"removeOnFail\":{\"age\":3600,\"count\":10}}",
                "{\(time),\"removeOnComplete\":100,\"stackTraceLimit\":2}",
            ]),
        Scenario(
            queue: "backoff", families: [.bullmq4, .bullmq5, .bullmq6], before: ["{\(time)}"],
            options: ["{\(time),\"attempts\":2,\"backoff\":700}"]),
        Scenario(
            queue: "compressed", families: ClientFamily.recent, before: ["{\(time)}"],
            options: [
                "{\(time),\"keepLogs\":7,\"failParentOnFailure\":true}", "{\(time),\"removeDependencyOnFailure\":true}",
                "{\(time),\"ignoreDependencyOnFailure\":true}", "{\(time),\"continueParentOnFailure\":true}",
            ]),
        Scenario(
            queue: "delayed", before: ["{\(time),\"delay\":50000}"],
            options: [
                "{\(time),\"delay\":60000}", "{\(time),\"delay\":60000,\"priority\":2}", "{\(time),\"delay\":5000000}",
            ]),
        Scenario(queue: "first-delayed", commands: ["HSET META x y"], options: ["{\(time),\"delay\":60000}"]),
        Scenario(
            queue: "prioritized", before: ["{\(time),\"priority\":4}", "{\(time)}"],
            options: [
                "{\(time),\"priority\":5}", "{\(time),\"priority\":3}", "{\(time),\"priority\":4}", "{\(time)}",
                "{\(time),\"priority\":2097151}",
            ]),
        Scenario(
            queue: "paused", before: ["{\(time)}", "{\(time),\"priority\":2}", "pause"],
            options: [
                "{\(time)}", "{\(time),\"lifo\":true}", "{\(time),\"priority\":1}", "{\(time),\"delay\":7000}",
            ]),
        Scenario(
            queue: "maxed", before: ["{\(time)}"], commands: ["HSET META concurrency 0"],
            options: ["{\(time)}", "{\(time),\"priority\":1}", "{\(time),\"delay\":7000}"]),
        Scenario(
            queue: "trimmed", before: ["{\(time)}"], commands: ["HSET META opts.maxLenEvents 50"],
            options: ["{\(time)}", "{\(time),\"delay\":7000}"]),
        Scenario(
            queue: "children", families: [.bullmq4, .bullmq5, .bullmq6],
            before: ["{\(time)}", "{\(time),\"jobId\":\"done\"}", "{\(time),\"jobId\":\"open\"}"],
            commands: [
                "LREM BASE:wait 1 done", "ZADD BASE:completed 5 done", "HSET BASE:done returnvalue 42",
                "LREM BASE:wait 1 1", "ZADD BASE:waiting-children 1795466000000 1",
            ],
            options: ["done", "open", "new"].map { #"{\#(time),"jobId":"\#($0)","parent":{"id":"1","queue":"BASE"}}"# }),
        Scenario(
            queue: "flagged", families: ClientFamily.recent, before: ["{\(time)}"],
            options: [#"{\#(time),"failParentOnFailure":true,"parent":{"id":"1","queue":"BASE"}}"#]),
        Scenario(
            queue: "deduplicated", families: ClientFamily.recent,
            before: [
                #"{\#(time),"deduplication":{"id":"a"}}"#, #"{\#(time),"delay":9000,"deduplication":{"id":"b"}}"#,
                #"{\#(time),"delay":9000,"deduplication":{"id":"c","ttl":90000}}"#,
                #"{\#(time),"deduplication":{"id":"e","ttl":900000}}"#,
                #"{\#(time),"deduplication":{"id":"f"}}"#,
            ],
            commands: ["LREM BASE:wait 1 5", "LPUSH BASE:active 5"],
            options: [
                #"{\#(time),"deduplication":{"id":"a"}}"#, #"{\#(time),"deduplication":{"id":"a","replace":true}}"#,
                #"{\#(time),"deduplication":{"id":"b","replace":true}}"#,
                #"{\#(time),"deduplication":{"id":"c","ttl":900000,"replace":true}}"#,
                #"{\#(time),"deduplication":{"id":"e","ttl":300000,"extend":true}}"#,
                #"{\#(time),"deduplication":{"id":"e","ttl":300000}}"#,
                #"{\#(time),"deduplication":{"id":"f","keepLastIfActive":true}}"#,
                #"{\#(time),"deduplication":{"id":"g","keepLastIfActive":true,"ttl":5000}}"#,
                #"{\#(time),"deduplication":{"id":"h","ttl":500000}}"#,
            ]),
    ]

    @Test(arguments: ClientFamily.allCases)
    func addsAsTheClientDoes(family: ClientFamily) throws {
        let scenarios = Self.scenarios.filter { $0.families.contains(family) }
        let (ours, theirs) = (try Bench(), try Bench())
        try prepare(scenarios, family, theirs)
        try snapshot(of: theirs.connection).load(into: ours.connection)

        var outcomes: [String] = []
        for scenario in scenarios {
            for options in scenario.options {
                outcomes.append(
                    word(ours.add(filled(options, scenario), to: "bull:\(scenario.queue)", data: #"{"a":1}"#)))
            }
        }
        let steps = scenarios.flatMap { scenario in scenario.options.map { step(scenario, $0) } }
        let ids = try run(family, steps, theirs)
        for (step, (ours, theirs)) in zip(steps, zip(outcomes, ids)) { #expect(ours == theirs, "\(step)") }

        let (expected, actual) = (
            try snapshot(of: theirs.connection).normal, try snapshot(of: ours.connection).normal
        )
        #expect(KeyspaceComparison().differences(expected: expected, actual: actual) == [])
    }

    /// Prepares the data that both begin with. Nothing that clients of 3 and 4 leave always distinguishes them from
    /// newer ones, and the data of 5 is not distinguishable from that of 6.
    private func prepare(_ scenarios: [Scenario], _ family: ClientFamily, _ bench: Bench) throws {
        let versions: [ClientFamily: String] = [
            .bullmq3: "3.16.2", .bullmq4: "4.11.0", .bullmq5: "5.81.2", .bullmq6: "6.1.2",
        ]
        for scenario in scenarios where scenario.queue != "fresh" {
            let version = versions[family] ?? ""
            // The Node library writes these fields when it opens a queue.
            try bench.send("HSET bull:\(scenario.queue):meta version bullmq:\(version) opts.maxLenEvents 10000")
        }
        _ = try run(family, scenarios.flatMap { scenario in scenario.before.map { step(scenario, $0) } }, bench)
        for scenario in scenarios {
            for command in scenario.commands { try bench.send(filled(command, scenario)) }
        }
    }

    private func filled(_ text: String, _ scenario: Scenario) -> String {
        text.replacingOccurrences(of: "META", with: "BASE:meta")
            .replacingOccurrences(of: "BASE", with: "bull:\(scenario.queue)")
    }

    private func step(_ scenario: Scenario, _ options: String) -> String {
        if options == "pause" { return #"{"queue":"\#(scenario.queue)","pause":true}"# }
        return #"{"queue":"\#(scenario.queue)","name":"x","data":{"a":1},"opts":\#(filled(options, scenario))}"#
    }

    private func run(_ family: ClientFamily, _ steps: [String], _ bench: Bench) throws -> [String] {
        let output = try PythonClient.run(
            family, script: PythonClient.script("add"),
            arguments: [bench.redis.socketPath, family.number],
            input: "[" + steps.joined(separator: ",") + "]")
        return try #require(JSONValue(Array(output.utf8))?.array).map { $0.string ?? "" }
    }

    private func word(_ outcome: Outcome) -> String {
        switch outcome {
        case .added(let id, _, _), .refused(.deduplicated(let id)): id.bytes.text
        default: "\(outcome)"
        }
    }
}
