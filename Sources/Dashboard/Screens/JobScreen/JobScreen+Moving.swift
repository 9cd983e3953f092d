import Canvas
import Queues

extension JobScreen {
    /// Scrolls the section on a job screen of this size.
    mutating func move(_ movement: TextMovement, in size: Size) {
        if section == .logs, movement == .end, logOffset > 0 {
            // The end of a log is that of its newest lines, whichever of them are shown.
            logOffset = 0
            panes[.logs]?.turned = -1
            return
        }
        let body = layout(in: Rect(size)).body.size
        panes[section]?.view.move(movement, in: body)
    }

    /// Whether lines that are added to the log come into sight; nil where no log is shown that can grow.
    var isFollowing: Bool? {
        guard section == .logs, !isGone, let pane = panes[.logs], case .logs = pane.content else { return nil }
        return logOffset == 0 && pane.content.isNewest && pane.view.isAtEnd
    }

    /// Goes a number of matches on, or back, on a job screen of this size.
    mutating func moveToMatch(_ steps: Int, in size: Size) {
        let body = layout(in: Rect(size)).body.size
        panes[section]?.view.moveToMatch(steps, in: body)
    }

    /// Asks for the next pieces of a large value (1) or those before (-1); of a log, for later or earlier lines.
    mutating func movePiece(_ steps: Int) {
        guard let detail, steps != 0 else { return }
        let steps = min(max(steps, -10_000), 10_000)
        guard let field = section.field else { return moveLogPage(steps, total: detail.logs.total) }
        let total = detail.fields[field]?.total ?? 0
        let last = max(0, total - 1) / JobRequest.pieceLength
        let piece = (offsets[field] ?? 0) / JobRequest.pieceLength
        let offset = min(max(0, piece + steps), last) * JobRequest.pieceLength
        guard offset != offsets[field] ?? 0 else { return }
        offsets[field] = offset == 0 ? nil : offset
        panes[section]?.turned = steps
    }

    private mutating func moveLogPage(_ steps: Int, total: Int) {
        let last = max(0, total - 1) / JobRequest.logLimit * JobRequest.logLimit
        let offset = min(max(0, logOffset - steps * JobRequest.logLimit), last)
        guard offset != logOffset else { return }
        logOffset = offset
        panes[.logs]?.turned = steps
    }

    /// Keeps the pieces where they are: a value that became shorter is read from its beginning, and a page of old log
    /// lines moves away from the newest as lines are added.
    mutating func keepPieces(_ old: JobDetail?) {
        guard let detail else { return }
        offsets = offsets.filter { field, offset in offset < detail.fields[field]?.total ?? 0 }
        guard logOffset > 0, let old else { return }
        logOffset = min(max(0, logOffset + detail.logs.total - old.logs.total), max(0, detail.logs.total - 1))
    }
}

extension JobScreen.Pane {
    /// Returns the pane with newer content. The place stays, except on another piece.
    func replaced(by content: JobContent) -> JobScreen.Pane {
        let (document, note) = content.text()
        var pane = self
        pane.content = content
        pane.note = note
        if turned != 0, content.offset != self.content.offset {
            pane.turned = 0
            pane.view.replace(with: document)
            // One who goes back through a log goes on upwards.
            if case .logs = content { pane.view.jump(toEnd: turned < 0) } else { pane.view.jump(toEnd: false) }
        } else {
            pane.view.replace(with: document, droppingFirst: linesGone(for: content))
        }
        return pane
    }

    /// Returns how many lines at the beginning of the log a newer page of it leaves out.
    private func linesGone(for content: JobContent) -> Int {
        guard case .logs(let old) = self.content, case .logs(let new) = content, new.offset > old.offset else {
            return 0
        }
        let gone = LogExcerpt(lines: Array(old.lines.prefix(new.offset - old.offset)))
        return JobContent.document(of: gone).lines.count
    }
}
