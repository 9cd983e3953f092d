import Canvas
import Queues

extension State {
    /// The second line: what the server tells of itself and what reading it costs, or why it cannot be read.
    func drawServer(into frame: inout Frame, in rect: Rect) {
        let place = rect.inset(columns: 1)
        let theme = theme
        if case .down(let trouble, _) = connection, receivedAt != nil {
            let advice = Words.advice(trouble)
            let text = DisplayText("\(advice.text) \(advice.attempt)", glyphs: settings.glyphs)
            frame.draw(StyledText(text, theme[.error]), in: place, glyphs: settings.glyphs)
            return
        }
        let separator = StyledText("  " + settings.glyphs.dot + "  ", theme[.border])
        let pieces = warnings(theme) + facts.map { StyledText(DisplayText($0, glyphs: settings.glyphs), theme[.muted]) }
        let line = pieces.reduce(into: StyledText()) { $0 += ($0.isEmpty ? StyledText() : separator) + $1 }
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
        if let cost {
            facts.append("round trip " + Format.roughLatency(microseconds: cost.microseconds))
            facts.append("refresh " + Format.count(Format.rounded(cost.commands), "command"))
            facts.append(Format.bytes(Format.rounded(cost.bytes)))
        }
        return facts
    }
}
