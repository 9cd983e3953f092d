import Canvas
import Queues

/// A fact of the server's screen: `memory      30.0 MB of 512 MB`.
struct ServerFact: Equatable {
    let label: String
    /// The value; nil where the server does not report it.
    let value: String?
    var role = ThemeRole.text

    init(_ label: String, _ value: String?, _ role: ThemeRole = .text) {
        (self.label, self.value, self.role) = (label, value, role)
    }

    /// The number of cells for labels.
    private static let labels = 15

    /// The minimum number of cells for values beside their labels.
    private static let leastValue = 20

    /// Returns the lines of the fact in `columns` cells: the value is beside its label, or below it where there is little
    /// room.
    func lines(_ context: DrawContext, columns: Int) -> [StyledText] {
        let isBeside = columns >= Self.labels + Self.leastValue
        let margin = isBeside ? Self.labels : 1
        let text = value.map { DisplayText($0, glyphs: context.glyphs) } ?? "? it does not say"
        let values = text.words(to: max(1, columns - margin)).map {
            StyledText(.spaces(margin)) + StyledText($0, context[value == nil ? .warning : role])
        }
        let name = StyledText(DisplayText(label).padded(to: isBeside ? Self.labels : 0), context[.muted])
        guard isBeside, let first = values.first else { return [name] + values }
        return [name + first.sliced(from: margin, columns: columns)] + values.dropFirst()
    }
}

extension State {
    /// The facts about the server.
    var serverFacts: [ServerFact] {
        let server = server ?? ServerStatus(address: settings.address, database: settings.database)
        let version = [server.product, server.version].compactMap { $0.map(Words.short) }.joined(separator: " ")
        let limit = server.maxMemory.map { " of \(Format.bytes($0))" } ?? ", no limit"
        var facts = [
            ServerFact("address", connectionWords), ServerFact("version", version.isEmpty ? nil : version),
            ServerFact("role", server.isRead ? role(of: server) : nil),
            ServerFact("memory", server.usedMemory.map { Format.bytes($0) + limit }),
            ServerFact("eviction", server.evictionPolicy.map(Words.short)),
            ServerFact("clients", server.clients.map { Format.count($0) }),
        ]
        if let address = server.answering {
            facts.insert(ServerFact(server.isReplica ? "replica" : "primary", Words.short(address)), at: 1)
        }
        for node in server.nodes where server.nodes.count > 1 || node.problem != nil {
            let words =
                node.problem ?? "\(Format.count(node.slots ?? 0, "slot")), \(Format.count(node.replicas, "replica"))"
            let role: ThemeRole = node.problem == nil ? .text : .error
            facts.append(ServerFact("node", "\(Words.short(node.address)): \(Words.short(words))", role))
        }
        return facts + server.verdicts.map { ServerFact("attention", Words.verdict($0), .warning) }
    }

    private func role(of server: ServerStatus) -> String {
        if server.isReplica { return "replica" }
        let primaries = server.nodes.count { $0.slots != nil }
        return primaries > 0 ? "cluster of \(Format.count(primaries, "primary", "primaries"))" : "primary"
    }

    /// The number of workers of all queues, as far as the server lists them; nil where it does not.
    var workerCount: Int? {
        guard overview != nil, let workers = path.totals?.workers, workers.isExact else { return nil }
        return workers.atLeast
    }

    /// The fact about workers.
    var workerFact: ServerFact {
        ServerFact(
            "connected",
            workerCount.map { "\(Format.count($0)) of \(Format.count(overview?.content.queues.count ?? 0, "queue"))" })
    }

    /// The approximate cost of a refresh of the screen that is read: the maximum of the latest readings, so that a
    /// quiet screen does not change.
    var readingFacts: [ServerFact] {
        let tracking = server?.keyTracking.map { ServerFact("changed keys", Words.keyTracking($0)) }
        let pace = "every \(Format.age(interval))" + (isUnfocused ? ", as another window has the focus" : "")
        let count = Format.count(alarms.alarms.count, "condition")
        let watching =
            alarms.alarms.isEmpty
            ? nil : ServerFact("alarms", "\(count), \(alarms.raisedCount) raised; all queues are read for them")
        let rhythm = [ServerFact("a refresh", pace), tracking, watching].compactMap { $0 }
        guard costs.last != nil else { return rhythm + [ServerFact("cost", "not read yet", .muted)] }
        return rhythm + [
            ServerFact("round trip", Format.roughLatency(microseconds: costs.roundTrip)),
            ServerFact("commands", Format.count(Format.rounded(costs.commands))),
            ServerFact("bytes", Format.bytes(Format.rounded(costs.bytes))),
        ]
    }
}

extension Words {
    /// Returns the rules that let a user see changed keys, as far as they are missing: a server checks the commands first, in this
    /// order, and then the channel.
    static func trackingRules(_ denial: String) -> String {
        let words = Array(denial.utf8)
        func names(_ part: String) -> Bool { Needle(part).isFound(in: words) }
        let channel = "&__redis__:invalidate"
        if names("channel") { return channel }
        if names("'info'") { return "+info" }
        return (names("'subscribe'") ? "" : "+client|id +client|tracking ") + "+subscribe " + channel
    }

    /// Returns how it is found out which queues have changed.
    static func keyTracking(_ tracking: ServerStatus.KeyTracking) -> String {
        switch tracking {
        case .on: "reported by the server (CLIENT TRACKING)"
        case .turnedOff: "not reported, as --no-tracking wants it"
        case .refused(let words, isMissing: true): "not reported: the server cannot (\(short(words)))"
        case .refused(let words, isMissing: false):
            "not reported: the user needs \(trackingRules(words)) (\(short(words)))"
        case .paused: "not reported for a while: much changes, or the reports were lost"
        case .tooMany(let limit): "not reported: there are more than \(Format.count(limit, "queue"))"
        case .notYet: "not reported yet: not every queue was read"
        }
    }
}
