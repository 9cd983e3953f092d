internal import Canvas
internal import JSONText
internal import Queues

/// How a command prints what it found.
enum OutputFormat: Hashable, Sendable {
    /// For people.
    case table
    /// One document.
    case json
    /// One document a line, for each item.
    case jsonLines
}

/// Standard output of a command: data and nothing else.
final class CommandOutput {
    let format: OutputFormat
    private var pending: [UInt8] = []
    private var items = 0

    /// The number of bytes that are kept back before they are written.
    private static let limit = 64 * 1_024

    /// Where bytes go.
    typealias Sink = ([UInt8]) -> StandardStream.Delivery
    private let sink: Sink

    /// What lines may be written with.
    private let glyphs: Glyphs

    init(_ format: OutputFormat, glyphs: Glyphs, to sink: @escaping Sink) {
        self.format = format
        self.glyphs = glyphs
        self.sink = sink
    }

    /// Prints lines for people, which may hold names of others: a line break in one of them ends no line.
    func print(_ lines: [String]) throws(CommandFailure) {
        for line in lines {
            let text = DisplayText(StoredText.bytes(of: line), glyphs: glyphs).plain
            try write(StoredText.bytes(of: text) + [0x0A])
        }
    }

    /// Prints a text of others with its own line breaks, and ends the line. It loses its colours.
    func print(text bytes: [UInt8], indent: String = "") throws(CommandFailure) {
        let text = bytes.withoutColors
        for line in (text.last == 0x0A ? text.dropLast() : text[...]).split(
            separator: 0x0A, omittingEmptySubsequences: false)
        {
            try write(Array(indent.utf8) + line + [0x0A])
        }
    }

    /// Prints the one document that there is.
    func print(_ document: JSON) throws(CommandFailure) {
        try write(document.text(indentation: format == .json ? 2 : nil) + [0x0A])
    }

    /// Prints an item of a list: a line of its own, within the one document or not.
    func print(item: JSON) throws(CommandFailure) {
        try beginItem()
        try write(item.text())
        try endItem()
    }

    /// Begins an item of a list, whose text follows in pieces.
    func beginItem() throws(CommandFailure) {
        if format == .json { try write(Array((items == 0 ? "[\n" : ",\n").utf8)) }
        items += 1
    }

    /// Ends an item of a list.
    func endItem() throws(CommandFailure) {
        if format != .json { try write([0x0A]) }
    }

    /// Ends the list.
    func endList() throws(CommandFailure) {
        if format == .json { try write(Array((items == 0 ? "[]\n" : "\n]\n").utf8)) }
    }

    /// Lets the reader have what is kept back.
    func flush() throws(CommandFailure) { try flush(keeping: 0) }

    private func flush(keeping count: Int) throws(CommandFailure) {
        let bytes = Array(pending.dropLast(count))
        pending = Array(pending.suffix(count))
        switch sink(bytes) {
        case .done: break
        case .readerGone: throw .readerGone
        case .failed: throw .outputFailed
        }
    }

    /// Prints a piece of a text. What is let go ends between two characters.
    func write(_ bytes: [UInt8]) throws(CommandFailure) {
        pending += bytes
        if pending.count >= Self.limit { try flush(keeping: pending.unfinishedCharacter) }
    }
}
