import JSONText
import Queues
import Redis

extension QueueStore {
    /// The longest value that is read for the policy on failure, in bytes.
    private static let policyLimit = 8 * 1_024

    /// Reads the root of the flow of a job, and below it the way to the job and the unfolded jobs. It sends only plain
    /// reads: they work on a replica, and for a user with `+@read`.
    func readFlow(_ request: FlowRequest, now: Milliseconds) throws(Trouble) -> FlowTree {
        _ = try askWithStatus([], now: now)
        let record = record(of: request.job.queue)
        if record.readings == 0 { try read([record], now: now) }
        if record.summary.family?.isBull == true { return FlowTree(root: nil, isOfBull: true) }
        var walk = FlowWalk(request, self, now: now)
        if isBeginning { return FlowTree(root: try walk.beginning()) }
        var root = try walk.root()
        following.flow = walk.followed
        try root?.fill(from: self)
        return FlowTree(root: root)
    }

    /// Reads the rows of some jobs, and their policies on failure.
    fileprivate func readRows(_ nodes: [FlowNode], _ findings: inout [JobPlace: FlowFinding]) throws(Trouble) {
        var replies = try askToRead(
            nodes.flatMap { node in
                let key = node.queue.key(of: node.id)
                return JobFields.commands(key) + [.on(key, "HSTRLEN", "parent"), .on(key + ":lock".utf8, "PTTL")]
            })
        var plans: [FlowRowPlan] = []
        for node in nodes {
            var part = replies.take(JobFields.commandCount + 2)
            var finding = FlowFinding()
            do {
                let fields = try JobFields(&part)
                let length = try part.nextCount()
                guard fields.exists else { continue }
                var row = fields.row(node.id, state: node.state)
                if node.state == .active {
                    do { row.lock = RowLock(try JobReading.lock(part.reply())) } catch {
                        finding.unreadable.append(Unreadable(key: node.id.bytes + ":lock".utf8, trouble: error))
                    }
                }
                finding.row = row
                let lengths = row.parentKey == nil ? [] : [("parent", length), ("opts", fields.length("opts"))]
                plans.append(
                    FlowRowPlan(
                        node: node,
                        texts: RowTextPlan(
                            node.place, fields, known: rowTexts[node.place], canCut: abilities.canRunScripts),
                        policies: lengths.filter { 1...Self.policyLimit ~= $0.1 }.map(\.0),
                        isPolicyWhole: lengths.allSatisfy { $0.1 <= Self.policyLimit }))
            } catch {
                finding.unreadable.append(Unreadable(key: node.id.bytes, trouble: error))
            }
            findings[node.place] = finding
        }
        try readTexts(plans, &findings)
    }

    private func readTexts(_ plans: [FlowRowPlan], _ findings: inout [JobPlace: FlowFinding]) throws(Trouble) {
        var replies = try askToRead(plans.flatMap(\.commands))
        var isForbidden = false
        for plan in plans {
            let place = plan.node.place
            var texts = replies.take(plan.texts.commands.count)
            var policies = replies.take(plan.policies.count)
            do {
                let read = try plan.texts.texts(rowTexts[plan.texts.key], &texts, isForbidden: &isForbidden)
                rowTexts[plan.texts.key] = read
                if var row = findings[place]?.row {
                    read.write(to: &row)
                    findings[place]?.row = row
                }
                findings[place]?.policy = try plan.policy(&policies)
            } catch {
                // The key was replaced after its fields were read.
                findings[place]?.unreadable.append(Unreadable(key: plan.node.id.bytes, trouble: error))
            }
        }
        if isForbidden { abilities.canRunScripts = false }
    }
}

/// The data that was read of a job of a flow, besides its place.
private struct FlowFinding {
    var row: JobRow?
    var policy: FailurePolicy?
    var unreadable: [Unreadable] = []
}

/// The data that is still to be read of a job of a flow.
private struct FlowRowPlan {
    let node: FlowNode
    let texts: RowTextPlan
    /// The fields that may contain the policy on failure.
    let policies: [String]
    /// Whether all of these fields are short enough to be read.
    let isPolicyWhole: Bool

    var commands: [Command] {
        texts.commands + policies.map { .on(node.queue.key(of: node.id), "HGET", $0) }
    }

    /// Returns the policy: before 5.52.3 the options contain it, since then `parent`. Returns nil where it is unknown.
    func policy(_ replies: inout Replies) throws(Trouble) -> FailurePolicy? {
        var isKnown = isPolicyWhole && !policies.isEmpty
        for _ in policies {
            guard let text = try replies.nextBytes(), let json = try? JSON(text) else {
                isKnown = false
                continue
            }
            let policy = FailurePolicy.allCases.first { policy in
                policy.member.map { json[$0] == .boolean(true) } ?? false
            }
            if let policy { return policy }
        }
        return isKnown ? .keepsParent : nil
    }
}

extension FlowNode {
    /// The number of jobs that are read in one pipeline.
    private static let nodesAtOnce = 100

    /// Reads its row and its policy on failure, and those of all below it that exist.
    mutating func fill(from store: QueueStore) throws(Trouble) {
        var findings: [JobPlace: FlowFinding] = [:]
        let nodes = all.filter { $0.name != nil && !$0.isRepeated }
        for start in stride(from: 0, to: nodes.count, by: Self.nodesAtOnce) {
            try store.readRows(Array(nodes[start..<min(start + Self.nodesAtOnce, nodes.count)]), &findings)
        }
        absorb(findings)
    }

    /// Adds what was read of it and of all jobs below it.
    fileprivate mutating func absorb(_ findings: [JobPlace: FlowFinding]) {
        if let finding = findings[place] {
            (row, policy) = (finding.row, finding.policy)
            unreadable += finding.unreadable
        }
        for index in children.indices { children[index].absorb(findings) }
    }
}
