import Foundation
import TestSupport
import Testing

/// Checks that a test runs every case of the fixtures, unless only workers do it, or bulltop does not read it.
@Suite struct FixtureCoverageTests {
    /// The library's calls that bulltop has no operation for, and why. The demo imitates workers with some of their
    /// cases, and the tests of reading use the data that they leave.
    private static let notOurs = [
        "getNextJob": "a worker takes a job", "process": "a worker runs a job",
        "moveToCompleted": "a worker ends a job", "moveToFailed": "a worker ends a job",
        "moveStalledJobsToWait": "a worker looks after the jobs of others",
        "moveUnlockedJobsToWait": "a worker looks after the jobs of others",
        "progress": "a worker reports on its job", "updateProgress": "a worker reports on its job",
        "getMetrics": "bulltop reads no metrics; rates come from its own counts",
    ]

    @Test(arguments: [("bull4", 74), ("bullmq5", 112), ("bullmq6", 112)])
    func everyCaseIsRun(folder: String, count: Int) throws {
        let names = try Fixture.names(in: folder)
        #expect(names.count == count)
        let run = try FixtureUse.all(in: folder)
        let missing = try names.filter { try !run.contains($0) && Self.notOurs[Fixture($0).operation] == nil }
        #expect(missing == [], "no test names them")
    }

    @Test func everyReasonIsNeeded() throws {
        let names = try ["bull4", "bullmq5", "bullmq6"].flatMap(Fixture.names)
        let operations = Set(try names.map { try Fixture($0).operation })
        #expect(Set(Self.notOurs.keys).subtracting(operations) == [])
    }
}

/// The cases that the sources of the tests name.
private enum FixtureUse {
    /// A literal with a name or `folder/name`, either of which may be interpolated.
    private static var literal: Regex<(Substring, Substring)> {
        /"((?:\\\(\w+\)|[\w-])+(?:\/(?:\\\(\w+\)|[\w-])+)?)"/
    }

    /// Returns the cases of a folder: `folder/name` in one literal, or a name alone in a file that joins names and this
    /// folder.
    static func all(in folder: String) throws -> Set<String> {
        let root = Scratch.packageRoot + "/Tests"
        let files = try FileManager.default.subpathsOfDirectory(atPath: root).filter { $0.hasSuffix(".swift") }
        return try files.reduce(into: []) { names, file in
            let source = try String(contentsOfFile: "\(root)/\(file)", encoding: .utf8)
            guard source.contains("Fixture(") else { return }
            let literals = source.matches(of: literal).map { String($0.1) }
            let isJoined =
                literals.contains { $0.hasPrefix("\(folder)/\\(") }
                || (literals.contains(folder) && literals.contains { $0.hasPrefix("\\(folder)/") })
            for text in literals {
                let name = text.split(separator: "/").last.map(String.init) ?? text
                let isOwn = text.hasPrefix(folder + "/")
                let isShared = name == text || text.hasPrefix("\\(folder)/")
                if isOwn || (isShared && isJoined) { names.insert("\(folder)/\(name)") }
            }
        }
    }
}
