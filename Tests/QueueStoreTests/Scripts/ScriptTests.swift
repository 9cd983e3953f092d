import Foundation
import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// The Lua files: their headers, and that a server runs each of them.
@Suite struct ScriptTests {
    private static let sources = URL(filePath: "\(#filePath)/../../../../Sources").standardized
    /// Files that are operations, and not only included by others.
    private static let operations = ScriptFile.allCases.filter { file in
        file != .excerpt && file != .search && body(of: file).contains { $0.hasPrefix("return ") }
    }

    private static func body(of file: ScriptFile) -> [Substring] {
        String(decoding: file.source, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("--") }
    }

    private static func library(of file: ScriptFile) -> Library {
        StoreScript(file, .bull).files.contains(.bullmq) ? .bullmq : .bull
    }

    @Test func knowsEveryFile() throws {
        let folder = Self.sources.appending(path: "QueueStore/Scripts")
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".lua") }
        let names = paths.map { URL(filePath: $0).deletingPathExtension().lastPathComponent }
        #expect(Set(names) == Set(ScriptFile.allCases.map(\.rawValue)))
        #expect(names.count == ScriptFile.allCases.count)
        for path in paths {
            let name = URL(filePath: path).deletingPathExtension().lastPathComponent
            let text = try Data(contentsOf: folder.appending(path: path))
            #expect(ScriptFile(rawValue: name)?.source == Array(text), "\(path)")
        }
    }

    @Test(arguments: ScriptFile.allCases) func includesFilesThatExist(_ file: ScriptFile) {
        for name in ScriptHeader(file.source).includes {
            #expect(name == "library" || ScriptFile(rawValue: name) != nil, "\(file.rawValue) includes \(name)")
        }
        for key in StoreScript(file, .bullmq).keys { #expect(!key.contains("'")) }
    }

    /// Checks that every option that is read is listed, and that every one that is listed is read.
    @Test(arguments: ScriptFile.allCases) func listsItsOptions(_ file: ScriptFile) {
        let text = Self.body(of: file).joined(separator: "\n")
        let resolved = StoreScript(file, Self.library(of: file))
        for match in text.matches(of: /option\.(\w+)/) {
            #expect(resolved.options.contains(String(match.1)), "\(file.rawValue) reads \(match.1)")
        }
        // These accept the options of BullMQ's scripts, although Bull has nothing of the kind.
        let tolerant: [ScriptFile] = [.bullRemove, .bullRetry, .bullRunRepeatable]
        for name in ScriptHeader(file.source).options where !tolerant.contains(file) {
            #expect(text.matches(of: /\w+/).contains { $0.output == name }, "\(file.rawValue) does not read \(name)")
        }
    }

    @Test func compilesEveryFile() throws {
        let bench = try Bench()
        for file in ScriptFile.allCases {
            for library in Library.allCases where library == Self.library(of: file) || Self.servesBoth(file) {
                let script = StoreScript(file, library).script
                let reply = try bench.connection.send(
                    Command("SCRIPT", arguments: [Array("LOAD".utf8), script.source]))
                #expect(reply.bytes == script.sha1, "\(file.rawValue): \(reply)")
            }
        }
    }

    private static func servesBoth(_ file: ScriptFile) -> Bool {
        StoreScript(file, .bull).files != StoreScript(file, .bullmq).files
    }

    /// Checks that each script runs on a failed job, with options that each have a value that makes sense somewhere.
    @Test(arguments: operations) func runsOnce(_ file: ScriptFile) throws {
        let bench = try Bench()
        let library = Self.library(of: file)
        let families: ClosedRange<Family> = library == .bull ? .bull : .anyBullMQ
        try bench.send("HSET bull:q:1 name n data {} opts {} timestamp 1", "ZADD bull:q:failed 1 1", "SET bull:q:id 1")
        let packed = RemovedJob(
            queue: QueueID("bull:q"), id: JobID("2"), state: .failed, place: Array("failed".utf8),
            score: [UInt8(ascii: "1")])
        var values = [
            "place": "failed", "bound": "+inf", "target": "bull:other", "oldest": "6", "newest": "6", "every": "1000",
            "id": "x", "jobId": "x", "member": "x", "name": "n", "line": "x", "opts": "{\"a\":1", "quotedId": "x",
            "data": "{}", "template": "{}",
        ].mapValues { Array($0.utf8) }
        values["nodes"] = packed.packed
        let left: Set = [
            "lose", "parentBase", "parentId", "parentText", "deduplication", "pattern", "tz", "former", "prefix",
            "beginning", "startDate", "endDate", "offset", "lifo",
        ]
        let names = StoreScript(file, library).options.subtracting(left)
        let options = Dictionary(uniqueKeysWithValues: names.map { ($0, values[$0] ?? [UInt8(ascii: "7")]) })
        let call = OperationCall(
            file, on: QueueID("bull:q"), families: families, now: 1_700_000_000_000, options: options,
            jobs: [JobID("1")])
        let reply = try bench.connection.run(call.script, keys: call.keys, arguments: call.arguments)
        let words = reply.elements.first?.elements.first?.text ?? reply.elements.first?.text
        #expect(reply.error == nil && words != nil && words != "error", "\(file.rawValue): \(reply)")
    }

    /// Checks that families are compared in one table in Swift, and in one in Lua.
    @Test func comparesFamiliesInOnePlace() throws {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: Self.sources.path)
        for path in paths where path.hasSuffix(".swift") || path.hasSuffix(".lua") {
            let name = URL(filePath: path).lastPathComponent
            guard !["Family.swift", "FamilyTrait.swift", "families.lua"].contains(name) else { continue }
            let text = try String(contentsOf: Self.sources.appending(path: path), encoding: .utf8)
            let isSwift = path.hasSuffix(".swift")
            let found =
                isSwift
                ? text.firstMatch(of: /\.bullmq[3-6]\b|([=!<>]=|[<>]) \.bull\b/)?.output.0
                : text.firstMatch(of: /(oldest|newest|major|version\[\d\]|number) *([<>=~]=|[<>]) *\d|families\[\d/)?
                    .output.0
            #expect(found == nil, "\(path): \(found ?? "")")
        }
    }
}
