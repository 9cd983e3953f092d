import Canvas
import Queues

/// What the dashboard says, kept together by what it is said of.
enum Words {
    /// Returns a name or an id within a sentence: whatever it holds, a short piece of it.
    static func name(_ bytes: [UInt8]) -> String {
        guard !bytes.isEmpty else { return "(empty)" }
        let limit = 40
        let text = String(decoding: bytes.prefix(limit * 4), as: UTF8.self)
        let scalars = text.unicodeScalars.prefix(limit)
        let isWhole = bytes.count <= limit * 4 && text.unicodeScalars.count <= limit
        return String(String.UnicodeScalarView(scalars)) + (isWhole ? "" : "...")
    }

    /// Returns the whole of a name, as it is shown where it has a line of its own.
    static func whole(_ bytes: [UInt8]) -> String { DisplayText(bytes).plain }

    /// Returns a job and its queue within a sentence: `job 42 in email`.
    static func job(_ target: Operation.Target) -> String {
        "job \(name(target.job.bytes)) in \(name(target.queue.name))"
    }
}
