import Canvas
import Queues

extension JobScreen {
    /// Scrolls the section on a job screen of this size.
    mutating func move(_ movement: TextMovement, in size: Size) {
        let body = layout(in: Rect(size)).body.size
        if section == .logs { moveLog(movement, in: body) } else { panes[section]?.view.move(movement, in: body) }
    }

    /// Moves a number of matches forward, or back, on a job screen of this size.
    mutating func moveToMatch(_ steps: Int, in size: Size) {
        if moveToFound(steps) { return }
        let body = layout(in: Rect(size)).body.size
        panes[section]?.view.moveToMatch(steps, in: body)
    }

    /// Requests the next pieces of a large value (1) or the previous ones (-1); of a log, later or earlier lines.
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

    /// Keeps the offsets of the pieces; a value that became shorter is read from its beginning.
    mutating func keepPieces() {
        guard let detail else { return }
        offsets = offsets.filter { field, offset in offset < detail.fields[field]?.total ?? 0 }
    }
}

extension JobScreen.Pane {
    /// Returns the pane with newer content, at the same place except on another piece.
    func replaced(by content: JobContent, isRaw: Bool) -> JobScreen.Pane {
        let (document, note) = content.text(isRaw: isRaw)
        var pane = self
        pane.content = content
        pane.note = note
        if turned != 0, content.offset != self.content.offset {
            pane.turned = 0
            pane.view.replace(with: document)
            pane.view.jump(toEnd: false)
        } else {
            pane.view.replace(with: document, droppingFirst: rowsGone(for: content, document))
        }
        return pane
    }

    /// Returns the number of rows at the beginning of the text that a newer part of a log lacks; negative where earlier
    /// lines were added.
    private func rowsGone(for content: JobContent, _ document: TextDocument) -> Int {
        guard case .logs(let old) = self.content, case .logs(let new) = content else { return 0 }
        let (before, after) = (view.document.marks, document.marks)
        let gone = new.offset - old.offset
        if gone > 0 { return gone < before.count ? before[gone] : view.document.lines.count }
        return -gone < after.count && gone < 0 ? -after[-gone] : 0
    }
}
