import Canvas
import Queues

extension State {
    /// Draws the second line: the facts about the server and the number of workers, or the reason why the server cannot
    /// be read.
    func drawServer(into frame: inout Frame, in rect: Rect) {
        let place = rect.split(left: 1).rest
        let (theme, note) = (theme, pastNote)
        if note == nil, case .down(let trouble, _) = connection, let dataAge {
            let advice = Words.advice(trouble)
            let words = "Data is \(Format.age(dataAge)) old. \(advice.text) \(advice.attempt)"
            let text = DisplayText(words, glyphs: settings.glyphs)
            frame.draw(StyledText(text, theme[.error]), in: place, glyphs: settings.glyphs)
            return
        }
        let gap: DisplayText = rect.columns < 100 ? " " : "  "
        let separator = StyledText(gap + settings.glyphs.dot + gap, theme[.border])
        var line = FittedLine()
        if let note {
            for fact in note.facts { line.append(fact.text, priority: fact.priority) }
        } else {
            line.append(eviction(theme), priority: 100)
            line.append(lostNode(theme), priority: 95)
            for (fact, priority) in facts {
                line.append(StyledText(DisplayText(fact, glyphs: settings.glyphs), theme[.muted]), priority: priority)
            }
        }
        let columns = place.columns - 1
        frame.draw(
            line.line(columns: columns, separator: separator, glyphs: settings.glyphs), in: place,
            glyphs: settings.glyphs)
    }

    /// Returns a warning where the server may evict jobs; empty otherwise.
    private func eviction(_ theme: Theme) -> StyledText {
        guard let policy = server?.evictionPolicy, policy != "noeviction" else { return StyledText() }
        let words = DisplayText(" maxmemory-policy \(Words.short(policy)) can lose jobs", glyphs: settings.glyphs)
        return StyledText(settings.glyphs.warning + words, theme[.warning])
    }

    /// Returns a warning about a node of a cluster that does not answer; empty otherwise.
    private func lostNode(_ theme: Theme) -> StyledText {
        guard let node = server?.nodes.first(where: { $0.problem != nil }) else { return StyledText() }
        let words = " \(Words.short(node.address)) does not answer"
        return StyledText(settings.glyphs.warning + DisplayText(words, glyphs: settings.glyphs), theme[.error])
    }

    /// The facts about the server, each with its importance.
    private var facts: [(String, Int)] {
        guard let server else { return [] }
        var facts: [(String, Int)] = []
        if server.version != nil || server.product != nil {
            let name = [Words.short(server.product ?? "redis"), server.version.map(Words.short)].compactMap(\.self)
            facts.append((name.joined(separator: " "), 40))
        }
        if server.nodes.contains(where: { $0.slots != nil }) {
            let replicas = server.nodes.reduce(0) { $0 + $1.replicas }
            facts.append(
                (
                    "cluster of \(Format.count(server.nodes.count, "primary", "primaries")), \(Format.count(replicas, "replica"))",
                    80
                ))
        }
        if let used = server.usedMemory {
            let limit = server.maxMemory.map { " of \(Format.bytes($0))" } ?? ""
            facts.append(("memory " + Format.bytes(used) + limit, 70))
        }
        if server.isRead, !server.isReplica, server.nodes.allSatisfy({ $0.slots == nil }) {
            facts.append(("primary", 35))
        }
        if let clients = server.clients { facts.append((Format.count(clients, "client"), 50)) }
        if let workerCount {
            facts.append((Format.count(workerCount, "worker"), 60))
        } else if server.isReplica, overview != nil {
            // They connect to the primary.
            facts.append(("? workers", 60))
        }
        return facts
    }

}
