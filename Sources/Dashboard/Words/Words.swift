import Canvas
import Queues

/// What the dashboard says, kept together by what it is said of.
enum Words {
    /// Stands for what is left out.
    static let ellipsis = "\u{2026}"

    /// Returns a name or an id within a sentence: whole, unless it is so long that nothing of the sentence would be left.
    static func name(_ bytes: [UInt8]) -> String {
        guard !bytes.isEmpty else { return "(empty)" }
        let limit = 200
        let text = String(decoding: bytes.prefix(limit * 4), as: UTF8.self)
        let scalars = text.unicodeScalars.prefix(limit)
        let isWhole = bytes.count <= limit * 4 && text.unicodeScalars.count <= limit
        return String(String.UnicodeScalarView(scalars)) + (isWhole ? "" : ellipsis)
    }

    /// Returns the whole of a name, where what is meant has to be told from all others.
    static func whole(_ bytes: [UInt8]) -> String { bytes.isEmpty ? "(empty)" : DisplayText(bytes).plain }

    /// Returns a job and its queue within a sentence: `job 42 in email`.
    static func job(_ target: Operation.Target) -> String {
        "job \(name(target.job.bytes)) in \(name(target.queue.name))"
    }
}
