import Foundation

/// A file with a drawn screen that a person has looked at and accepted: `Golden/NAME.txt` beside a test.
public struct GoldenFile {
    private let file: URL

    /// Creates the file of this name beside the test in `path`.
    public init(_ name: String, path: String = #filePath) {
        file = URL(filePath: path).deletingLastPathComponent().appending(path: "Golden/\(name).txt")
    }

    /// Returns the text of the file. `UPDATE_GOLDEN=1` writes `drawn` into it before, but never where `CI` is set.
    public func text(for drawn: String) throws -> String {
        let environment = ProcessInfo.processInfo.environment
        if environment["UPDATE_GOLDEN"] == "1" {
            guard environment["CI"] == nil else { throw TestFailure("UPDATE_GOLDEN is refused in CI") }
            try drawn.write(to: file, atomically: true, encoding: .utf8)
        }
        return try String(contentsOf: file, encoding: .utf8)
    }
}
