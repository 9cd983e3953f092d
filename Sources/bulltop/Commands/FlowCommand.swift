internal import Dashboard
internal import JSONText
internal import Queues

/// The options for the number of jobs of a flow.
struct FlowOptions: CommandOptions {
    /// The maximum number of children; nil for the default.
    var limit: Int?

    static let options: [OptionBinding<FlowOptions>] = [.limit(\.limit)]
}

extension CommandEntry {
    static let flow = reading(
        "flow", FlowOptions.self, operands: [.queue, .job], summary: "Show the parents and children of a job.",
        details: [
            "Children are read as far as \(standardNodes) jobs, unless --limit says otherwise. In JSON the job has its "
                + "children within it, and its parents in ancestors, the nearest first."
        ]
    ) { session, options throws(CommandFailure) in
        let queue = try session.queue(session.operands[0])
        let id = JobID(session.operands[1].bytes)
        let limit = options.limit ?? standardNodes
        let found = try session.ask { store throws(Trouble) in try store.flow(of: id, in: queue, limit: limit) }
        for node in (found?.ancestors ?? []) + (found?.job.all ?? []) {
            session.findings.note(node.unreadable, of: node.queue, isPart: found?.job.name != nil)
        }
        guard let flow = found else {
            throw .failed("there is no job '\(session.shown(id.bytes))' in '\(session.shown(queue.name))'")
        }
        guard session.output.format == .table else { return try session.output.print(JSON.flow(flow)) }
        try session.output.print(session.lines(flow))
    }

    private static let standardNodes = 1_000
}

extension CommandSession {
    /// Returns the flow as a tree, from the root down. Of the parents, only the way to the job is shown.
    fileprivate func lines(_ flow: Flow) -> [String] {
        let above = flow.ancestors.reversed().enumerated().map { depth, node in line(node, depth: depth) }
        return above + lines(flow.job, depth: above.count)
    }

    private func lines(_ node: FlowNode, depth: Int) -> [String] {
        let hidden = node.counts.total - node.children.count
        let blocking = node.survey.map { "; \(Format.count($0.count, "child blocks", "children block"))" } ?? ""
        let rest = hidden > 0 ? [indent(depth + 1) + "(\(Format.count(hidden)) more\(blocking))"] : []
        return [line(node, depth: depth)] + node.children.flatMap { lines($0, depth: depth + 1) } + rest
    }

    private func line(_ node: FlowNode, depth: Int) -> String {
        let unknown = node.unreadable.isEmpty ? node.placeWord : "?"
        let state = node.state?.rawValue ?? unknown
        let role = node.role.flatMap { $0 == .ignored || $0 == .failed ? " (\($0.rawValue))" : nil } ?? ""
        let name = node.name.map { shown($0) + " " } ?? ""
        let block = node.obstacle == nil ? "" : ", blocks its parent"
        let failure = (node.row?.failedReason).map { shown($0.firstLine) } ?? ""
        let deferred = node.deferredFailure.map { "deferred failure: " + shown($0.firstLine) } ?? ""
        let reason = failure.isEmpty ? deferred : failure
        return indent(depth) + "\(name)\(shown(node.queue.name)):\(shown(node.id.bytes))  \(state)\(role)\(block)"
            + (reason.isEmpty ? "" : ": \(reason)")
    }

    private func indent(_ depth: Int) -> String { String(repeating: "  ", count: depth) }
}

extension JSON {
    fileprivate static func flow(_ flow: Flow) -> JSON {
        guard case .object(var members) = node(flow.job, withChildren: true) else { return .null }
        members.append(Member("ancestors", .array(flow.ancestors.map { node($0, withChildren: false) })))
        return .object(members)
    }

    private static func node(_ node: FlowNode, withChildren: Bool) -> JSON {
        var members = [
            Member("prefix", .bytes(node.queue.prefix)), Member("queue", .bytes(node.queue.name)),
            Member("id", .bytes(node.id.bytes)), Member("name", .bytes(node.name)),
            Member("state", node.state.map { .string($0.rawValue) } ?? .null),
            Member(
                "counts",
                .object([
                    Member("pending", .number(node.counts.pending)),
                    Member("processed", .number(node.counts.processed)),
                    Member("ignored", .number(node.counts.ignored)), Member("failed", .number(node.counts.failed)),
                ])),
        ]
        members.append(Member("errors", errors(node.unreadable)))
        if withChildren { members.append(Member("blocking", .number(node.blocking.count))) }
        if let role = node.role {
            members.append(Member("role", .string(role.rawValue)))
            members.append(Member("blocks", node.obstacle.map { .string($0.rawValue) } ?? .null))
            members.append(Member("onFailure", node.policy.map { .string($0.option) } ?? .null))
        }
        members.append(
            Member("failedReason", .bytes(node.row.flatMap { $0.failedReason.isEmpty ? nil : $0.failedReason })))
        members.append(Member("deferredFailure", .bytes(node.deferredFailure)))
        if withChildren {
            members.append(Member("children", .array(node.children.map { Self.node($0, withChildren: true) })))
        }
        return .object(members)
    }
}
