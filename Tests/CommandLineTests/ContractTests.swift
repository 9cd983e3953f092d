import Foundation
import TestSupport
import Testing

@testable import bulltop

/// The JSON of the commands has the names of the official library, all of them documented.
@Suite struct ContractTests {
    /// The members whose own members are not ours.
    private static let opaque: Set = ["data", "opts", "args", "progress", "returnvalue", "stacktrace"]

    private func names(in json: JSONValue) -> Set<String> {
        switch json {
        case .array(let elements): elements.reduce(into: []) { $0.formUnion(names(in: $1)) }
        case .object(let members):
            members.reduce(into: Set(members.keys)) { names, member in
                if !Self.opaque.contains(member.key) { names.formUnion(self.names(in: member.value)) }
            }
        default: []
        }
    }

    /// Returns the words that `docs/json.md` puts between backquotes.
    private func documented() throws -> Set<String> {
        let text = try String(contentsOfFile: Scratch.packageRoot + "/docs/json.md", encoding: .utf8)
        let parts = text.split(separator: "`", omittingEmptySubsequences: false)
        let quoted = parts.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
        return Set(quoted.flatMap { $0.split { !$0.isLetter && !$0.isNumber && $0 != "-" }.map(String.init) })
    }

    private static let commands = CommandEntry.table.filter { entry in
        !entry.name.isEmpty && entry.options.contains { $0.name == "--json" }
    }

    @Test(arguments: commands.map(\.name)) func everyMemberIsDocumented(name: String) throws {
        let documented = try documented()
        let entry = try #require(CommandEntry.named(name))
        #expect(documented.contains(name) || entry.group == .changing)
        let bench = try EveryCommandTests.bench(for: name)
        for run in EveryCommandTests.runs[name] ?? [] {
            for form in entry.group == .changing ? [" --dry-run --json", " --jsonl"] : [" --json"] {
                let result = try bench.run(run.line + form, input: run.input)
                let json = try #require(JSONValue(Array(result.output.utf8)), "\(run.line): \(result)")
                #expect(result.errors.isEmpty, "\(run.line): \(result)")
                let unknown = names(in: json).subtracting(documented)
                #expect(unknown.isEmpty, "\(run.line)")
            }
        }
    }

    /// Makes a queue, and prints what the client reports about it.
    private static let script = """
        import asyncio, json, os, sys
        from bullmq import FlowProducer, Job, Queue, Worker
        URL, STATES = "unix://" + sys.argv[1], json.loads(sys.argv[2])
        NAMES = json.loads(sys.argv[3])

        async def main():
            queue, flows = Queue("email", {"connection": URL}), FlowProducer(URL)
            worker = Worker("email", None, {"connection": URL, "autorun": False})
            await flows.add({"name": "whole", "queueName": "email", "data": {}, "opts": {}, "children": [
                {"name": "part", "queueName": "email", "data": {"n": 0}, "opts": {}}]})
            await queue.add("send", {"n": 1}, {"attempts": 3, "deduplication": {"id": "d"}})
            await queue.add("send", {"n": [1, None, "é"]}, {})
            await queue.add("later", {"n": 2}, {"delay": 3600000})
            await queue.add("urgent", "text", {"priority": 7})
            await queue.upsertJobScheduler("hourly", {"pattern": "0 * * * *"}, "tick", {}, {})
            job = await worker.getNextJob("t")
            await job.updateProgress({"done": 40})
            await job.moveToCompleted({"sent": True}, "t")
            job = await worker.getNextJob("t")
            try:
                raise RuntimeError("no route")
            except RuntimeError as error:
                job.opts["attempts"] = 0
                await job.moveToFailed(error, "t")
            await worker.getNextJob("t")
            await queue.add("send", {"n": 3}, {})
            if sys.argv[4] == "paused":
                await queue.pause()
            counts = await queue.getJobCounts(*STATES)
            ids = [job.id for job in await queue.getJobs(STATES)]
            jobs = [await Job.fromId(queue, id) for id in ids]
            print(json.dumps({"counts": counts, "jobs": [{n: getattr(job, n) for n in NAMES} for job in jobs]}))
            sys.stdout.flush()
            os._exit(0)

        asyncio.run(main())
        """

    @Test(arguments: ClientFamily.recent, [false, true])
    func theNamesAreThoseOfTheOfficialClient(family: ClientFamily, isPaused: Bool) throws {
        let states = ["waiting", "active", "delayed", "prioritized", "failed", "completed", "waiting-children"]
        let names = [
            "id", "name", "data", "progress", "attemptsMade", "attemptsStarted", "stalledCounter", "delay", "timestamp",
            "processedOn", "finishedOn", "failedReason", "stacktrace", "returnvalue", "parentKey", "repeatJobKey",
        ]
        let bench = try CommandBench()
        // The clients of Node record who they are.
        let version = family == .bullmq6 ? "6.2.0" : "5.81.2"
        try bench.send("HSET bull:email:meta version bullmq:\(version)")
        let lists = try [states, names].map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
        let output = try PythonClient.run(
            family, script: Self.script,
            arguments: [bench.server.socketPath] + lists + [isPaused ? "paused" : "running"])
        let client = try #require(JSONValue(Array(output.utf8)))
        let counts = try #require(try bench.json("counts email").array?.first?["counts"])
        #expect(counts == client["counts"])
        let jobs = try #require(client["jobs"]?.array)
        #expect(jobs.count == 8)
        for job in jobs {
            let id = try #require(job["id"]?.string)
            let ours = try bench.json("job email \(id)")
            for name in names {
                // The client has 0 for an absent value.
                let isAbsent = ours[name] == .null && job[name]?.integer == 0
                #expect(isAbsent || ours[name] == job[name], "\(id): \(name)")
            }
        }
    }
}
