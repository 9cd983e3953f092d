internal import Canvas
internal import JSONText
internal import Queues

/// The format in which a command prints its results.
enum OutputFormat: Hashable, Sendable {
    /// A table for people.
    case table
    /// One document.
    case json
    /// One document on each line, one for each item.
    case jsonLines

    /// Returns items as one document or as one on each line.
    func text(of items: [JSON]) -> [UInt8] {
        self == .jsonLines ? items.flatMap { $0.text() + [0x0A] } : JSON.array(items).text(indentation: 2) + [0x0A]
    }
}

/// The standard output of a command: only data.
final class CommandOutput {
    let format: OutputFormat
    private var pending: [UInt8] = []
    private var items = 0

    /// The number of bytes that are collected before they are written.
    private static let limit = 64 * 1_024

    /// The destination of bytes.
    typealias Sink = ([UInt8]) -> StandardStream.Delivery
    private let sink: Sink

    /// The characters that lines may be written with.
    private let glyphs: Glyphs

    init(_ format: OutputFormat, glyphs: Glyphs, to sink: @escaping Sink) {
        self.format = format
        self.glyphs = glyphs
        self.sink = sink
    }

    /// Prints lines for people. A line break within a name does not end the line.
    func print(_ lines: [String]) throws(CommandFailure) {
        for line in lines {
            let text = DisplayText(StoredText.bytes(of: line), glyphs: glyphs).plain
            try write(StoredText.bytes(of: text) + [0x0A])
        }
    }

    /// Prints a text from the server with its own line breaks, without colours, and ends the line.
    func print(text bytes: [UInt8], indent: String = "") throws(CommandFailure) {
        let text = bytes.withoutColors
        for line in (text.last == 0x0A ? text.dropLast() : text[...]).split(
            separator: 0x0A, omittingEmptySubsequences: false)
        {
            try write(Array(indent.utf8) + line + [0x0A])
        }
    }

    /// Prints a whole document.
    func print(_ document: JSON) throws(CommandFailure) {
        try write(document.text(indentation: format == .json ? 2 : nil) + [0x0A])
    }

    /// Prints an item of a list on its own line, within one document or not.
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

    /// Writes everything that was collected.
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

    /// Prints a piece of a text. Bytes are written only up to the end of a character.
    func write(_ bytes: [UInt8]) throws(CommandFailure) {
        pending += bytes
        if pending.count >= Self.limit { try flush(keeping: pending.unfinishedCharacter) }
    }
}
