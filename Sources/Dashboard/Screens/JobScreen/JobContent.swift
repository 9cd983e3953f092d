import Queues

/// The content of one section of a job. Its text is made again only when this changes.
enum JobContent: Equatable, Sendable {
    /// The job has no such content; the words for it.
    case absent(String)
    case json(Excerpt)
    case failure(JobFailure)
    case logs(LogExcerpt)
    /// The found lines of the log.
    case found(FoundLines)

    /// Lines of a log that are not adjacent.
    struct FoundLines: Equatable {
        let lines: [FoundLine]
        /// Whether the search has ended, so that there are no more.
        let isComplete: Bool
    }

    /// Creates the content of a section: of several attempts the one at a place, of a log the lines that it shows.
    init(_ section: JobSection, of detail: JobDetail, place: Int = 0, log: JobLog = JobLog()) {
        let content: JobContent? =
            switch section {
            case .error: JobFailure(detail, place: place).map(JobContent.failure)
            case .logs where log.showsFound: .found(FoundLines(lines: log.found, isComplete: !log.isSearching))
            case .logs: detail.logs.total > 0 ? .logs(detail.logs) : nil
            case .data, .options, .result, .progress:
                section.field.flatMap { detail.fields[$0] }.flatMap { $0.total > 0 ? .json($0) : nil }
            }
        self = content ?? .absent(section.absence(in: detail.row.state))
    }

    /// The piece of a larger value; nil where the whole value is shown.
    var piece: Excerpt? {
        switch self {
        case .json(let excerpt): excerpt
        case .failure(let failure): failure.stack
        case .absent, .logs, .found: nil
        }
    }

    /// The beginning of the piece, in bytes, or in lines of a log.
    var offset: Int {
        if case .logs(let logs) = self { return logs.offset }
        return piece?.offset ?? 0
    }

    /// Whether it ends with the newest line of a log.
    var isNewest: Bool {
        guard case .logs(let logs) = self else { return false }
        return logs.total - logs.offset <= logs.lines.count
    }

    /// Returns the text, and a note on it. The strings of JSON are decoded for reading, or as they are stored.
    func text(isRaw: Bool = false) -> (document: TextDocument, note: JobNote?) {
        switch self {
        case .absent(let words):
            var document = TextDocument()
            document.appendLine(words, .muted)
            return (document, nil)
        case .json(let excerpt): return Self.json(excerpt, isRaw)
        case .failure(let failure): return (failure.document, failure.note)
        case .logs(let logs): return (Self.document(of: logs), nil)
        case .found(let found): return (Self.document(of: found), nil)
        }
    }

    private static func json(_ excerpt: Excerpt, _ isRaw: Bool) -> (document: TextDocument, note: JobNote?) {
        let piece = JobNote(excerpt)
        guard !excerpt.isForbidden, excerpt.offset == 0 else { return (TextDocument(raw: excerpt.bytes), piece) }
        var (document, verdict) = JSONPrinter.print(excerpt.bytes, isRaw: isRaw)
        switch verdict {
        case .invalid(let offset): return (TextDocument(raw: excerpt.bytes), piece ?? .invalid(at: offset))
        case .cut where excerpt.isWhole: return (TextDocument(raw: excerpt.bytes), .incomplete)
        case .cut, .complete:
            if !excerpt.isWhole { document.appendLine(JobNote.cutHere(excerpt), .warning) }
            return (document, piece)
        }
    }

    /// Returns the lines of a log; one entry may have several.
    static func document(of logs: LogExcerpt) -> TextDocument {
        var document = TextDocument()
        for line in logs.lines {
            document.mark()
            if line.isEmpty { document.endLine() }
            document.appendLines(line, .text)
            if line.count >= JobNote.logLineLimit { document.appendLine(JobNote.cutLogLine, .warning) }
        }
        return document
    }

    /// Returns lines with their numbers, each a part of its own.
    static func document(of found: FoundLines) -> TextDocument {
        var document = TextDocument()
        let width = Format.count((found.lines.last?.index ?? 0) + 1).utf8.count
        for line in found.lines {
            document.mark()
            let number = Format.count(line.index + 1)
            document.append(String(repeating: " ", count: width - number.utf8.count).utf8, .muted)
            document.append((number + "  ").utf8, .muted)
            document.appendTabbed(line.text.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }[...], .text)
            if line.text.count >= LogSearch.lineLimit { document.appendLine(JobNote.cutFoundLine, .warning) }
        }
        if found.lines.isEmpty { document.appendLine(found.isComplete ? "No line has it." : "Looking.", .muted) }
        return document
    }
}
