import Canvas
import Foundation
import Testing

/// Compares a frame with the one that is kept in `Golden/`. `UPDATE_GOLDEN=1` writes it anew, but never under CI.
func expectGolden(_ frame: Frame, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
    let file = folder.appending(path: name + ".txt")
    let environment = ProcessInfo.processInfo.environment
    if environment["UPDATE_GOLDEN"] != nil, environment["CI"] == nil {
        do {
            try Data(frame.dump.utf8).write(to: file)
        } catch {
            Issue.record("\(file.path): \(error)", sourceLocation: sourceLocation)
        }
    }
    let golden = (try? String(contentsOf: file, encoding: .utf8)) ?? "(no golden file)"
    #expect(frame.dump == golden, "\(name) looks different", sourceLocation: sourceLocation)
}
