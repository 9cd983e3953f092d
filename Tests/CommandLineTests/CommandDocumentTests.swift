import Foundation
import TestSupport
import Testing

@testable import bulltop

/// What documents say of the commands is made from their table. `UPDATE_DOCS=1` writes it anew.
@Suite struct CommandDocumentTests {
    private static let start = "<!-- commands -->\n"
    private static let end = "<!-- /commands -->\n"

    @Test func theReadmeListsEveryCommand() throws {
        let path = Scratch.packageRoot + "/README.md"
        let readme = try String(contentsOfFile: path, encoding: .utf8)
        guard let from = readme.range(of: Self.start), let to = readme.range(of: Self.end) else {
            Issue.record("README.md lacks the marks \(Self.start) and \(Self.end)")
            return
        }
        let part = from.upperBound..<to.lowerBound
        if ProcessInfo.processInfo.environment["UPDATE_DOCS"] != nil {
            let new = readme.replacingCharacters(in: part, with: CommandDocument.text)
            try new.write(toFile: path, atomically: true, encoding: .utf8)
        } else {
            #expect(readme[part] == CommandDocument.text, "UPDATE_DOCS=1 swift test --filter CommandDocumentTests")
        }
    }
}
