import Queues

extension JobScreen {
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
    /// The reason and the traces, the newest first, with blank lines between.
    fileprivate var plainText: [UInt8] {
        let traces = traces?.strings.reversed() ?? [stack?.bytes ?? []]
        let parts = [reason?.bytes ?? [], deferred ?? []] + traces
        return Array(parts.filter { !$0.isEmpty }.joined(separator: [0x0A, 0x0A]))
    }
}
