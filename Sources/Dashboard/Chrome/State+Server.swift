import Canvas
import Queues

extension State {
    /// The second line: what the server tells of itself and what reading it costs, or why it cannot be read.
    func drawServer(into frame: inout Frame, in rect: Rect) {
        let place = rect.split(left: 1).rest
        let theme = theme
        if case .down(let trouble, _) = connection, let dataAge {
            let advice = Words.advice(trouble)
            let words = "Data is \(Format.age(dataAge)) old. \(advice.text) \(advice.attempt)"
            let text = DisplayText(words, glyphs: settings.glyphs)
            frame.draw(StyledText(text, theme[.error]), in: place, glyphs: settings.glyphs)
            return
        }
        let isNarrow = rect.columns < 100
        let gap = isNarrow ? DisplayText(" ") : "  "
        let separator = StyledText(gap + settings.glyphs.dot + gap, theme[.border])
        let facts = facts + costs(isNarrow: isNarrow)
        let pieces = facts.map { StyledText(DisplayText($0, glyphs: settings.glyphs), theme[.muted]) }
        let line = (warnings(theme) + pieces).joined(by: separator)
        frame.draw(line, in: place, glyphs: settings.glyphs)
    }

    /// What can lose jobs or refuses changes comes first: it must not be cut off.
    private func warnings(_ theme: Theme) -> [StyledText] {
        var warnings: [StyledText] = []
        if let policy = server?.evictionPolicy, policy != "noeviction" {
            let words = " maxmemory-policy \(Words.short(policy)) can lose jobs, noeviction cannot"
            warnings.append(
                StyledText(settings.glyphs.warning + DisplayText(words, glyphs: settings.glyphs), theme[.warning]))
        }
        if server?.isReplica == true {
            warnings.append(StyledText(settings.glyphs.warning + " replica: takes no changes", theme[.warning]))
        }
        return warnings
    }

    private var facts: [String] {
        guard let server else { return [] }
        var facts: [String] = []
        if server.version != nil || server.product != nil {
            facts.append(
                [Words.short(server.product ?? "redis"), server.version.map(Words.short)]
                    .compactMap(\.self).joined(separator: " "))
        }
        if let used = server.usedMemory {
            let limit = server.maxMemory.map { " of \(Format.bytes($0))" } ?? ""
            facts.append(Format.bytes(used) + limit)
        }
        if let clients = server.clients { facts.append(Format.count(clients, "client")) }
        return facts
    }

    /// What the last reading cost, roughly, so that a quiet screen stays as it is.
    private func costs(isNarrow: Bool) -> [String] {
        guard let cost else { return [] }
        let latency = Format.roughLatency(microseconds: cost.microseconds / Int64(max(1, cost.roundTrips)))
        let commands = Format.count(Format.rounded(cost.commands), "command")
        return [
            isNarrow ? latency : "round trip " + latency, isNarrow ? commands : "a refresh takes " + commands,
            Format.bytes(Format.rounded(cost.bytes)),
        ]
    }
}

extension [StyledText] {
    /// All of them in one line, with `separator` between two.
    func joined(by separator: StyledText) -> StyledText {
        enumerated().reduce(into: StyledText()) { line, piece in
            line += (piece.offset == 0 ? StyledText() : separator) + piece.element
        }
    }
}
