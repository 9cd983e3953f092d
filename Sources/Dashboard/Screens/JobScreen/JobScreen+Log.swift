import Canvas
import Queues

/// The log: lines are read in windows around the shown ones, and the store searches all of them.
extension JobScreen {
    /// The range of lines that were read; nil where none are shown.
    var logWindow: Range<Int>? {
        guard case .logs(let logs) = panes[.logs]?.content else { return nil }
        return logs.offset..<logs.offset + logs.lines.count
    }

    /// Returns the line of the log at a row of the text, counted from the oldest.
    private func logLine(atRow row: Int) -> Int? {
        guard let pane = panes[.logs], let place = pane.view.document.mark(at: row) else { return nil }
        switch pane.content {
        case .found(let found): return found.lines.indices.contains(place) ? found.lines[place].index : nil
        case .logs(let logs): return logs.offset + place
        case .absent, .json, .failure: return nil
        }
    }

    /// The line from which n and N continue: one that is being read, that of the match under the cursor, else the first
    /// shown one.
    private var currentLogLine: Int? {
        switch log.target {
        case .line(let line)?, .match(let line)?: return line
        case .end?, nil: break
        }
        guard let view = panes[.logs]?.view else { return nil }
        if let search = view.search, let current = search.current, search.matches.indices.contains(current) {
            return logLine(atRow: search.matches[current].line)
        }
        return logLine(atRow: view.line)
    }

    /// Whether lines that are added to the log come into sight; nil where no growing log is shown.
    var isFollowing: Bool? {
        guard section == .logs, !isGone, let pane = panes[.logs], case .logs = pane.content else { return nil }
        return log.line == nil && pane.content.isNewest && pane.view.isAtEnd
    }

    /// Scrolls the log in a body of this size, and requests further lines before the end of those that were read.
    mutating func moveLog(_ movement: TextMovement, in body: Size) {
        guard let window = logWindow, let total = detail?.logs.total else {
            panes[.logs]?.view.move(movement, in: body)
            return
        }
        if movement == .end, log.line != nil {
            (log.line, log.target) = (nil, .end)
        } else if movement == .start, window.lowerBound > 0 {
            (log.line, log.target) = (0, .line(0))
        } else {
            panes[.logs]?.view.move(movement, in: body)
            keepWindow(window, of: total, in: body)
        }
    }

    private mutating func keepWindow(_ window: Range<Int>, of total: Int, in body: Size) {
        guard let view = panes[.logs]?.view else { return }
        if view.isAtEnd, window.upperBound >= total {
            log.line = nil
            return
        }
        if view.isAtEnd { panes[.logs]?.view.pin(in: body) }
        // While lines are being read, no more are requested.
        guard window.count < total, log.target == nil, answered?.logLine == log.line else { return }
        let top = view.topPosition(in: body)
        let bottom = view.layout(in: body).row(max(1, body.rows) - 1, from: top)
        guard let first = logLine(atRow: top.line), let last = logLine(atRow: bottom.line) else { return }
        let margin = max(1, window.count / 4)
        if log.line == nil || first - window.lowerBound < margin && window.lowerBound > 0 {
            // The newest lines move; a text that is being read must not.
            log.line = first
        } else if window.upperBound - last <= margin, window.upperBound < total {
            log.line = last
        }
    }

    /// Moves a page of lines forward, or back.
    mutating func moveLogPage(_ steps: Int, total: Int) {
        guard let window = logWindow, window.count < total else { return }
        let line = log.line ?? max(0, total - 1)
        let (distance, overflows) = steps.multipliedReportingOverflow(by: JobRequest.logLimit)
        let (sum, isFar) = line.addingReportingOverflow(distance)
        let wanted = overflows || isFar ? (steps < 0 ? 0 : total - 1) : min(max(0, sum), total - 1)
        (log.line, log.target) = wanted >= total - 1 ? (nil, .end) : (wanted, .line(wanted))
    }

    /// Shows the requested place, once it is read.
    mutating func reachTarget() {
        guard let target = log.target, let window = logWindow, let pane = panes[.logs] else { return }
        switch target {
        case .end:
            guard log.line == nil, pane.content.isNewest else { return }
            panes[.logs]?.view.jump(toEnd: true)
        case .line(let line), .match(let line):
            // The log may have become shorter.
            let line = min(line, max(0, (detail?.logs.total ?? 1) - 1))
            guard window.contains(line) else { return }
            let row = pane.view.document.marks[line - window.lowerBound]
            if case .match = target {
                panes[.logs]?.view.goToMatch(fromLine: row)
            } else {
                panes[.logs]?.view.jump(toLine: row)
            }
        }
        log.target = nil
    }
}

extension JobScreen {
    /// Begins a search in all lines of the log, once its text is typed.
    mutating func beginLogSearch(isTyping: Bool) {
        guard section == .logs, !isTyping, let query, log.search?.text != query, detail?.logs.total ?? 0 > 0,
            let view = panes[.logs]?.view
        else { return }
        let isFound = view.search?.current != nil && view.search?.hasWrapped != true
        log.begin(query, seeksFrom: isFound ? nil : logLine(atRow: view.search?.anchor?.line ?? view.line))
    }

    /// Takes further found lines of the search in the log, and moves to the first one where none is in sight.
    mutating func take(_ part: LogSearchPart?) {
        log.take(part)
        guard let start = log.seeksFrom, let part, !log.showsFound else { return }
        let next = log.place(from: start)
        guard next < log.found.count || part.isComplete else { return }
        log.seeksFrom = nil
        guard let found = log.found.indices.contains(next) ? log.found[next] : log.found.last else { return }
        goTo(found.index)
    }

    /// Moves a number of found lines forward, or back. Returns false where the whole log is read, so that the text
    /// itself can be searched.
    mutating func moveToFound(_ steps: Int) -> Bool {
        guard section == .logs, !log.showsFound, log.search != nil, let window = logWindow,
            window.count < detail?.logs.total ?? 0, let here = currentLogLine
        else { return false }
        if let next = log.line(steps, from: here) { goTo(next.line) }
        return true
    }

    private mutating func goTo(_ line: Int) {
        log.target = .match(line)
        if logWindow?.contains(line) == true { reachTarget() } else { log.line = line }
    }

    /// Shows only the found lines, or all of them again, with the same line in sight.
    mutating func toggleFound() {
        let line = currentLogLine
        log.showsFound.toggle()
        panes[.logs] = nil
        refreshPane()
        panes[.logs]?.view.highlight(query)
        guard let line else { return }
        guard log.showsFound else { return goTo(line) }
        let place = log.place(from: line)
        if let marks = panes[.logs]?.view.document.marks, marks.indices.contains(place) {
            panes[.logs]?.view.jump(toLine: marks[place])
        }
    }

    /// Leaves one step of the log by Esc: stops a search, or shows all lines again. Returns false where there is
    /// nothing to leave.
    mutating func leaveLog() -> Bool {
        guard section == .logs else { return false }
        if log.isSearching, log.search != nil {
            log.stop()
        } else if log.showsFound {
            toggleFound()
        } else {
            return false
        }
        return true
    }

    /// Returns the words for the lines of the log that are shown.
    func logPlace(in body: Size, glyphs: Glyphs) -> DisplayText? {
        guard section == .logs, let window = logWindow, let view = panes[.logs]?.view, !window.isEmpty else {
            return nil
        }
        let total = detail?.logs.total ?? 0
        let top = view.topPosition(in: body, glyphs: glyphs)
        let bottom = view.layout(in: body, glyphs: glyphs).row(max(1, body.rows) - 1, from: top)
        guard let first = logLine(atRow: top.line), let last = logLine(atRow: bottom.line) else { return nil }
        let range =
            first == last
            ? "line \(Format.count(first + 1))"
            : "line \(Format.count(first + 1))" + glyphs.absent.plain + Format.count(last + 1)
        return DisplayText(range + " of \(Format.count(total))", glyphs: glyphs)
    }

    /// Returns the progress of the search in the log, where it searches all lines.
    func logProgress(_ keys: KeyNames) -> String? {
        guard section == .logs, log.search != nil else { return nil }
        let isOnMatch = panes[.logs]?.view.search?.current != nil
        return log.progress(at: isOnMatch ? currentLogLine : nil, keys)
    }
}
