import Canvas
import Queues

/// What the operator must know of a text that is not the whole value, or not what it should be.
enum JobNote: Equatable, Sendable {
    /// Bytes of a value of `total` bytes.
    case piece(Range<Int>, total: Int)
    /// The permissions forbid reading a value of `total` bytes in pieces.
    case forbidden(total: Int)
    /// No JSON from this byte on.
    case invalid(at: Int)
    /// JSON that ends too early.
    case incomplete
    /// No JSON array of strings, as stack traces should be.
    case noTraces
    /// Failed attempts that have left no stack trace, and the `stackTraceLimit` of the job's options.
    case tracesMissing(Int, limit: Int?)
    case gone

    /// Bytes of a log line that are read at most.
    static let logLineLimit = 16 * 1_024
    /// Stands below a log line of that length.
    static let cutLogLine = "--- cut here: a log line is read up to 16 KiB ---"
    /// Stands below the beginning of a line that was found.
    static let cutFoundLine = "--- cut here: the first 1 KiB of a line that was found; the log has more of it ---"

    /// Creates the note on a piece; nil where it is the whole value.
    init?(_ excerpt: Excerpt) {
        guard excerpt.isForbidden || !excerpt.isWhole else { return nil }
        let piece = excerpt.offset..<excerpt.offset + excerpt.bytes.count
        self = excerpt.isForbidden ? .forbidden(total: excerpt.total) : .piece(piece, total: excerpt.total)
    }

    /// Stands below the first piece of a value that is longer.
    static func cutHere(_ excerpt: Excerpt) -> String {
        "--- cut here: the first \(Format.bytes(excerpt.bytes.count)) of \(Format.bytes(excerpt.total)) ---"
    }

    /// Whether something is wrong, and not only incomplete.
    var role: ThemeRole {
        switch self {
        case .gone: .error
        case .piece, .tracesMissing: .muted
        case .forbidden, .invalid, .incomplete, .noTraces: .warning
        }
    }

    /// Returns the note in words.
    func text(_ glyphs: Glyphs, _ keys: KeyNames = KeyNames()) -> DisplayText {
        let dash = glyphs.absent.plain
        let words =
            switch self {
            case .piece(let range, let total):
                "bytes \(Format.count(range.lowerBound))\(dash)\(Format.count(range.upperBound)) "
                    + "of \(Format.bytes(total)), \(keys[.previousPiece]) \(keys[.nextPiece]) for the other pieces"
            case .forbidden(let total):
                "\(Format.bytes(total)): too much to read at once, and this user may not read it in pieces"
            case .invalid(let offset): "Not JSON from byte \(Format.count(offset)) on; shown as it is"
            case .incomplete: "Not valid JSON: it ends too early; shown as it is"
            case .noTraces: "The stack traces are not a JSON array of strings; shown as stored"
            case .tracesMissing(let count, let limit):
                "\(Format.count(count, "older attempt")) without a stack trace"
                    + (limit.map { ": stackTraceLimit keeps \(Format.count($0))" } ?? "")
            case .gone: "This job is gone: removed, or trimmed by removeOnComplete/removeOnFail"
            }
        return DisplayText(words, glyphs: glyphs)
    }
}
