import Queues
import Redis

/// The known state of the flow that a screen follows, so that children are read again only after a change.
struct FollowedFlow {
    let job: JobPlace
    /// The children of the unfolded jobs, in order.
    var children: [JobPlace: FollowedChildren] = [:]
    /// The search for the ones that block among them.
    var surveys: [JobPlace: FlowSurvey] = [:]
    /// The queue of each base that was looked up.
    var queues: [[UInt8]: QueueID?] = [:]
}

/// The children of a job as they were last listed.
struct FollowedChildren {
    let counts: Children
    let keys: [FlowChild]
    let hidden: Int
    let unreadable: [Unreadable]
    /// The earliest time of the next listing, on our clock, in ms since 1970.
    let nextReading: Milliseconds
}

/// One reading of a flow for its screen, from the root down.
struct FlowWalk {
    let request: FlowRequest
    let now: Milliseconds
    var reader: FlowReader
    var followed: FollowedFlow
    /// The jobs in the tree so far: each is unfolded once, so that a flow that leads back to itself ends.
    private var shown: Set<JobPlace> = []

    /// The time between two listings of many children that change, in ms, and the number that counts as many.
    private static let pause: Milliseconds = 3_000
    private static let many = 500

    init(_ request: FlowRequest, _ store: QueueStore, now: Milliseconds) {
        self.request = request
        self.now = now
        let known = store.following.flow.flatMap { $0.job == request.job ? $0 : nil }
        followed = known ?? FollowedFlow(job: request.job)
        followed.children = followed.children.filter { request.unfolded[$0.key] != nil }
        followed.surveys = followed.surveys.filter { request.unfolded[$0.key] != nil }
        reader = FlowReader(store, limit: 0, known: followed.queues)
    }

    /// Returns the job alone, which is read first; nil where it does not exist.
    mutating func beginning() throws(Trouble) -> FlowNode? {
        let job = try reader.read([FlowNode(queue: request.job.queue, id: request.job.id)]).first?.node
        return job.flatMap { $0.name != nil || !$0.unreadable.isEmpty ? $0 : nil }
    }

    /// Returns the tree from the root down; nil where the job does not exist.
    mutating func root() throws(Trouble) -> FlowNode? {
        let start = FlowNode(queue: request.job.queue, id: request.job.id)
        guard let found = try reader.read([start]).first, found.node.name != nil || !found.node.unreadable.isEmpty
        else { return nil }
        var chain = Array(try reader.ancestors(of: found.node, parentKey: found.parentKey).reversed()) + [found.node]
        try readRoles(of: &chain)
        for index in chain.indices.dropFirst() {
            var step = [chain[index]]
            try reader.confirm(&step, of: chain[index - 1])
            chain[index] = step[0]
        }
        guard let first = chain.first else { return nil }
        let root = try tree(first, then: chain.dropFirst())
        followed.queues = reader.known
        return root
    }

    /// Finds the role of each job on the way down, in its parent.
    private func readRoles(of chain: inout [FlowNode]) throws(Trouble) {
        let steps = zip(chain, chain.dropFirst())
        let roles = FlowNode.Role.allCases
        var replies = try reader.store.askToRead(
            steps.flatMap { parent, child in
                let (key, childKey) = (parent.queue.key(of: parent.id), child.queue.key(of: child.id))
                return roles.map { $0.question(on: key + $0.suffix.utf8, about: childKey) }
            })
        for index in chain.indices.dropFirst() {
            for role in roles {
                do {
                    let reply = try replies.next()
                    if reply.integer == 1 || reply.bytes != nil { chain[index].role = role }
                } catch {
                    let key = chain[index - 1].id.bytes + role.suffix.utf8
                    if !chain[index - 1].cannotReadChildren(of: role) {
                        chain[index - 1].unreadable.append(Unreadable(key: key, trouble: error))
                    }
                }
            }
        }
    }

    /// Returns the tree below a job: the rest of the way down, and the children that are shown.
    private mutating func tree(_ first: FlowNode, then chain: ArraySlice<FlowNode>) throws(Trouble) -> FlowNode {
        var node = first
        guard shown.insert(node.place).inserted else {
            node.isRepeated = true
            return node
        }
        var children = try page(of: &node)
        if let step = chain.first {
            if let index = children.firstIndex(where: { $0.place == step.place }) {
                children[index] = step
            } else {
                children.insert(step, at: 0)
            }
        }
        for index in children.indices {
            let isStep = children[index].place == chain.first?.place
            children[index] = try tree(children[index], then: isStep ? chain.dropFirst() : [])
        }
        node.children = children
        return node
    }

    /// Returns the children that are shown: none, or a page of them.
    private mutating func page(of node: inout FlowNode) throws(Trouble) -> [FlowNode] {
        guard let offset = request.unfolded[node.place], node.counts.total > 0 else { return [] }
        let all = try children(of: node)
        // Where the parent waits for nothing, no child keeps it from anything.
        var survey = node.waitsForChildren ? followed.surveys[node.place] ?? FlowSurvey() : nil
        try survey?.proceed(among: all.keys.filter { $0.role == .pending }, of: node, &reader)
        var keys = survey?.blockingFirst(all.keys) ?? all.keys
        let length = FlowRequest.pageLength
        (node.listed, node.hidden) = (keys.count, all.hidden)
        node.unreadable += all.unreadable
        node.offset = min(max(0, offset), max(0, keys.count - 1)) / length * length
        let shown = keys.dropFirst(node.offset).prefix(length)
        var read = try reader.read(reader.nodes(of: shown)).map(\.node)
        try reader.confirm(&read, of: node)
        if read.count == shown.count {
            survey?.note(zip(shown, read).map { ($0, $1) })
            // The parent may have counted some of them elsewhere since they were listed.
            for (index, node) in zip(shown.indices, read) where node.role != keys[index].role {
                keys[index] = FlowChild(key: keys[index].key, role: node.role)
            }
        }
        node.survey = survey?.numbers(of: keys)
        followed.surveys[node.place] = survey
        return read
    }

    /// Returns all children of a job: failed ones first, then pending ones.
    private mutating func children(of node: FlowNode) throws(Trouble) -> FollowedChildren {
        if let known = followed.children[node.place] {
            let isDue = known.keys.count < Self.many || now >= known.nextReading
            if known.counts == node.counts || !isDue { return known }
        }
        var (parent, keys) = (node, [FlowChild]())
        (parent.hidden, parent.unreadable) = (0, [])
        for role in FlowNode.Role.byUrgency where !node.cannotReadChildren(of: role) {
            keys += try reader.children(of: &parent, role: role).sorted(by: FlowChild.isInOrder)
        }
        let children = FollowedChildren(
            counts: node.counts, keys: keys, hidden: parent.hidden, unreadable: parent.unreadable,
            nextReading: now + Self.pause)
        followed.children[node.place] = children
        return children
    }
}
