import Queues

/// A line of the tree: a job, or children on another page.
enum FlowLine: Equatable, Sendable {
    case job(JobLine)
    case more(MoreLine)

    /// A job at its place in the tree.
    struct JobLine: Equatable, Sendable {
        let node: FlowNode
        let depth: Int

        var place: JobPlace { node.place }
    }

    /// The children before or after those that are shown.
    struct MoreLine: Equatable, Sendable {
        let parent: JobPlace
        let depth: Int
        let count: Int
        let isBefore: Bool
        /// The number of children before the page that the line leads to.
        let target: Int
    }

    /// The identity of a line among all others.
    struct Identity: Hashable, Sendable {
        let place: JobPlace
        var isMore = false
        var isBefore = false
    }

    var identity: Identity {
        switch self {
        case .job(let line): Identity(place: line.place)
        case .more(let more): Identity(place: more.parent, isMore: true, isBefore: more.isBefore)
        }
    }

    var depth: Int {
        switch self {
        case .job(let line): line.depth
        case .more(let more): more.depth
        }
    }

    /// The job; nil on a line for other pages.
    var node: FlowNode? {
        switch self {
        case .job(let line): line.node
        case .more: nil
        }
    }

    /// Returns the lines of a tree, each job above its children.
    static func all(below node: FlowNode, depth: Int = 0) -> [FlowLine] {
        let place = node.place
        let page = FlowRequest.pageLength
        func more(_ count: Int, isBefore: Bool, to target: Int) -> [FlowLine] {
            guard count > 0 else { return [] }
            return [
                .more(
                    MoreLine(parent: place, depth: depth + 1, count: count, isBefore: isBefore, target: target))
            ]
        }
        let behind = node.listed - node.offset - page
        return [.job(JobLine(node: node, depth: depth))]
            + more(node.offset, isBefore: true, to: max(0, node.offset - page))
            + node.children.flatMap { all(below: $0, depth: depth + 1) }
            + more(behind, isBefore: false, to: node.offset + page)
    }
}

extension FlowNode {
    /// The reason in words why it blocks its parent; nil where it does not.
    var obstacleWords: String? {
        switch obstacle {
        case .failsParent: "fails its parent"
        case .failed: "blocks its parent: failed"
        case .vanished: "blocks its parent: vanished"
        case .unlisted: "blocks its parent: unlisted"
        case nil: nil
        }
    }

    /// The words for a failure that its parent, which waits for nothing, has counted; nil without one.
    var effectWords: String? { role == .failed && obstacle == nil && !isMoving ? "fails its parent" : nil }

    /// Whether no list has it, and that is no ordinary end.
    var isLost: Bool { !isMoving && (name != nil || role == .pending || role == .failed) }

    /// The words for the policy on failure.
    var policyWords: String {
        switch policy {
        case .failsParent: "fails parent"
        case .leavesParent: "leaves parent"
        case .isIgnored: "is ignored"
        case .continuesParent: "runs parent"
        case .keepsParent: "parent waits"
        case nil: "?"
        }
    }

    /// The facts of the pane about its place in the flow.
    var placeFacts: [JobFact] {
        var facts: [JobFact] = []
        if let obstacleWords { facts.append(JobFact("flow", obstacleWords, .error)) }
        if let effectWords { facts.append(JobFact("flow", effectWords, .warning)) }
        if let deferredFailure { facts.append(JobFact("deferred failure", deferredFailure.firstLine, .warning)) }
        if row?.parentKey != nil { facts.append(JobFact("if it fails", policyWords)) }
        if let survey, survey.count > 0 || survey.unknown > 0 {
            let words = "\(Format.count(survey.count)) of \(Format.count(counts.total)) children"
            facts.append(JobFact("blocked by", words, survey.count > 0 ? .error : .text))
        }
        return facts
    }
}
