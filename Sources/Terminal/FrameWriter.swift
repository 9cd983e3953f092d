internal import CNcurses
import Canvas

/// Writes frames to the terminal: ncurses gets the rows that changed, and sends the cells that did.
struct FrameWriter {
    static let synchronizedBegin = Array("\u{1B}[?2026h".utf8)
    static let synchronizedEnd = Array("\u{1B}[?2026l".utf8)
    /// The number of changed rows from which an update is sent as one, so that it is never shown in part. For fewer
    /// rows it is not worth the bytes.
    private static let synchronizedRows = 8

    private let depth: ColorDepth
    private let isUTF8: Bool
    private let synchronizes: Bool
    private var pairs: PairTable
    private var shown: Frame?

    /// Creates a writer. ncurses and its colours must have been started.
    init(depth: ColorDepth, isUTF8: Bool, synchronizes: Bool) {
        self.depth = depth
        self.isUTF8 = isUTF8
        self.synchronizes = synchronizes
        let hasDefaults = cn_colors() > 0 && use_default_colors() != ERR
        pairs = PairTable(limit: depth == .mono ? 0 : cn_color_pairs(), hasDefaultColors: hasDefaults)
    }

    /// Forgets what the terminal shows, so that the next frame is written whole.
    mutating func forget() { shown = nil }

    /// Writes the difference to the last frame; nothing when they are equal.
    mutating func draw(_ frame: Frame, size: Size, to output: inout TerminalOutput) {
        guard frame != shown else { return }
        let isSameSize = shown?.size == frame.size
        if !isSameSize { erase() }
        var changed = 0
        for y in 0..<min(frame.size.rows, size.rows) where !(isSameSize && shown?.row(y) == frame.row(y)) {
            put(frame.styleRuns(row: y), y: y, columns: size.columns)
            changed += 1
        }
        let cursor = frame.cursor ?? Point(x: 0, y: max(0, frame.size.rows - 1))
        cn_move(Int32(min(cursor.y, max(0, size.rows - 1))), Int32(min(cursor.x, max(0, size.columns - 1))))
        if shown?.isCursorVisible != frame.isCursorVisible { curs_set(frame.isCursorVisible ? 1 : 0) }
        update(isLarge: changed >= Self.synchronizedRows, output: &output)
        shown = frame
    }

    private func update(isLarge: Bool, output: inout TerminalOutput) {
        cn_update()
        let wraps = synchronizes && isLarge
        if wraps { output.append(Self.synchronizedBegin) }
        output.appendCurses()
        if wraps { output.append(Self.synchronizedEnd) }
    }

    private mutating func put(_ runs: [StyleRun], y: Int, columns: Int) {
        for run in runs where run.x < columns {
            let style = run.style.downgraded(to: depth)
            let pair = pairs.number(foreground: style.foreground, background: style.background)
            let text = encoded(run.text)
            cn_put(Int32(y), Int32(run.x), style.attributes.curses, pair, text, Int32(text.count))
        }
    }

    /// Returns the scalars of a run for ncurses. A glyph to which libc gives another width than we do is replaced by a
    /// stand-in of our width, since ncurses would lose its place in the row.
    private func encoded(_ text: String) -> [UInt32] {
        var scalars: [UInt32] = []
        scalars.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            guard scalar.value > 0x7E else {
                scalars.append(scalar.value)
                continue
            }
            let width = scalar.columns
            if isUTF8, cn_wcwidth(scalar.value) == Int32(width) {
                scalars.append(scalar.value)
            } else {
                scalars.append(contentsOf: repeatElement(isUTF8 ? 0xFFFD : 0x3F, count: width))
            }
        }
        return scalars
    }
}

extension Attributes {
    /// The bits that ncurses uses for the attributes.
    fileprivate var curses: UInt32 {
        let bits: [(Attributes, UInt32)] = [
            (.bold, cn_bold), (.dim, cn_dim), (.underline, cn_underline), (.reverse, cn_reverse), (.italic, cn_italic),
        ]
        return bits.reduce(0) { contains($1.0) ? $0 | $1.1 : $0 }
    }
}

extension Unicode.Scalar {
    /// The columns as wcwidth(3) has them: -1 for a control character.
    var ncursesColumns: Int { value < 0x20 || (0x7F..<0xA0).contains(value) ? -1 : columns }
}
