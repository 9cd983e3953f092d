import Queues

extension JobScreen {
    /// The shown stack trace, for copying; nil without one.
    var currentAttempt: Clip? {
        guard case .failure(let failure) = panes[section]?.content, let attempts else { return nil }
        guard attempts.entries.indices.contains(place), let trace = failure.shownTrace else { return nil }
        return Clip(text: trace, called: attempts.entries[place].title)
    }

    /// The text that `Y` copies: that of the section as Redis has it, as far as it was read; nil without one.
    var copyText: [UInt8]? {
        switch panes[section]?.content {
        case .absent, nil: nil
        case .json(let excerpt): excerpt.bytes
        case .logs(let logs): Array(logs.lines.joined(separator: [0x0A]))
        case .found(let found): Array(found.lines.map(\.text).joined(separator: [0x0A]))
        case .failure(let failure): failure.plainText
        }
    }
}
