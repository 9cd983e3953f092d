import Queues

extension JobScreen {
    /// The stack trace that the view is at, where several are shown; nil elsewhere.
    var currentAttempt: Clip? {
        guard let pane = panes[section], case .failure(let failure) = pane.content else { return nil }
        return failure.attempt(pane.view.document.marks.lastIndex { $0 <= pane.view.line } ?? 0)
    }

    /// What `Y` copies: the text of the section as Redis holds it, as far as it was read; nil where there is none.
    var copyText: [UInt8]? {
        switch panes[section]?.content {
        case .absent, nil: nil
        case .json(let excerpt): excerpt.bytes
        case .logs(let logs): Array(logs.lines.joined(separator: [0x0A]))
        case .failure(let failure): failure.plainText
        }
    }
}

extension JobFailure {
    /// Returns the trace at this place of the text, where the newest comes first.
    fileprivate func attempt(_ place: Int) -> Clip? {
        guard let strings = traces?.strings, strings.indices.contains(place) else { return nil }
        let index = strings.count - 1 - place
        let name = traces?.isCut == false ? title(index, of: strings.count) : "trace \(index + 1)"
        return Clip(text: strings[index], called: name)
    }

    /// The reason and the traces, the newest first, with blank lines between.
    fileprivate var plainText: [UInt8] {
        let traces = traces?.strings.reversed() ?? [stack?.bytes ?? []]
        let parts = [reason?.bytes ?? [], deferred ?? []] + traces
        return Array(parts.filter { !$0.isEmpty }.joined(separator: [0x0A, 0x0A]))
    }
}
