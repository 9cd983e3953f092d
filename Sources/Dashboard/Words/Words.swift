import Canvas
import Queues

/// The words of the dashboard, grouped by their subject.
enum Words {
    /// The sign for omitted text.
    static let ellipsis = "\u{2026}"

    /// Returns a name or an id within a sentence: whole, unless it is so long that the sentence would have no room.
    static func name(_ bytes: [UInt8]) -> String {
        guard !bytes.isEmpty else { return "(empty)" }
        let limit = 200
        let text = String(decoding: bytes.prefix(limit * 4), as: UTF8.self)
        let scalars = text.unicodeScalars.prefix(limit)
        let isWhole = bytes.count <= limit * 4 && text.unicodeScalars.count <= limit
        return String(String.UnicodeScalarView(scalars)) + (isWhole ? "" : ellipsis)
    }

    /// Returns the whole name, where it must be distinguished from all others.
    static func whole(_ bytes: [UInt8]) -> String { bytes.isEmpty ? "(empty)" : DisplayText(bytes).plain }

    /// Returns a job and its queue within a sentence: `job 42 in email`.
    static func job(_ target: Operation.Target) -> String {
        "job \(name(target.job.bytes)) in \(name(target.queue.name))"
    }
}
