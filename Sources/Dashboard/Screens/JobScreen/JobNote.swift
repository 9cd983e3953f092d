import Canvas
import Queues

/// A note for the operator on a text that is not the whole value, or not valid.
enum JobNote: Equatable, Sendable {
    /// The text is this range of bytes of a value of `total` bytes.
    case piece(Range<Int>, total: Int)
    /// The permissions forbid to read a value of `total` bytes in pieces.
    case forbidden(total: Int)
    /// The text is not valid JSON from this byte on.
    case invalid(at: Int)
    /// The JSON ends too early.
    case incomplete
    /// The stack traces are not a JSON array of strings.
    case noTraces
    /// Failed attempts have left no stack trace; their number, and the `stackTraceLimit` of the job's options.
    case tracesMissing(Int, limit: Int?)
    case gone

    /// The maximum number of bytes of a log line that are read.
    static let logLineLimit = 16 * 1_024
    /// The text below a log line of that length.
    static let cutLogLine = "--- cut here: a log line is read up to 16 KiB ---"
    /// The text below the beginning of a found line.
    static let cutFoundLine = "--- cut here: the first 1 KiB of a line that was found; the log has more of it ---"

    /// Creates the note on a piece; nil where it is the whole value.
    init?(_ excerpt: Excerpt) {
        guard excerpt.isForbidden || !excerpt.isWhole else { return nil }
        let piece = excerpt.offset..<excerpt.offset + excerpt.bytes.count
        self = excerpt.isForbidden ? .forbidden(total: excerpt.total) : .piece(piece, total: excerpt.total)
    }

    /// Returns the text below the first piece of a longer value.
    static func cutHere(_ excerpt: Excerpt) -> String {
        "--- cut here: the first \(Format.bytes(excerpt.bytes.count)) of \(Format.bytes(excerpt.total)) ---"
    }

    /// The style of the note: whether something is wrong, or only incomplete.
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
