import Queues
import Redis

extension FlowNode {
    /// Whether it waits for its children, as far as is known.
    var waitsForChildren: Bool { state == nil || state == .waitingChildren }
}

extension FlowReader {
    /// Asks a second time about those children that seem to block their parent. The first reading took several round
    /// trips, and a child that moves in between is in none of the places that are looked at: a worker took it, or it
    /// completed and was removed, and the parent no longer names it. Only what both readings say is kept.
    func confirm(_ children: inout [FlowNode], of parent: FlowNode) throws(Trouble) {
        for index in children.indices { children[index].isAwaited = parent.waitsForChildren }
        let doubtful = children.indices.filter { children[$0].fault != nil }
        let unlisted = doubtful.filter { children[$0].fault == .unlisted }
        let others = doubtful.filter { children[$0].fault != .unlisted }
        let parentKey = parent.queue.key(of: parent.id)
        for (some, count) in [(others, Self.childrenAtOnce), (unlisted, Self.searchesAtOnce)] {
            for start in stride(from: 0, to: some.count, by: count) {
                let part = some[start..<min(start + count, some.count)]
                var replies = try store.askToRead(part.flatMap { commands(children[$0], parentKey) })
                for index in part { try lookAgain(at: &children[index], &replies) }
            }
        }
    }

    /// Returns the commands of the second look at a child. The parent is asked last: a child that has finished by then
    /// is no longer among those it waits for. The sorted sets are asked before and after the lists, since a job may go
    /// from one to the other between two commands.
    private func commands(_ child: FlowNode, _ parentKey: [UInt8]) -> [Command] {
        let keys = QueueKeys(child.queue)
        let key = child.queue.key(of: child.id)
        let sorted: [Command] = JobReading.sortedStates.compactMap(keys.sortedSet(of:)).map {
            .on($0, member: child.id.bytes, "ZSCORE")
        }
        let lists = child.fault == .unlisted ? store.listSearch(child.id, keys) + sorted : []
        return sorted + lists + [.on(key, "EXISTS")]
            + FlowNode.Role.allCases.map { $0.question(on: parentKey + $0.suffix.utf8, about: key) }
    }

    /// Takes the replies to the commands of the second look. Where it cannot be read, nothing is said against the child.
    private func lookAgain(at child: inout FlowNode, _ replies: inout Replies) throws(Trouble) {
        let before = child.fault
        let keys = QueueKeys(child.queue)
        var state: JobState?
        var troubles: [Unreadable] = []
        var states = [Self.sortedState(&replies)]
        if before == .unlisted {
            state = try store.state(of: child.id, keys, &replies, &troubles)
            states.append(Self.sortedState(&replies))
        }
        var rest = replies.take(1 + FlowNode.Role.allCases.count)
        do {
            for found in states {
                let sorted = try found.get()
                state = state ?? sorted
            }
            let exists = try rest.nextCount() > 0
            var roles: [FlowNode.Role] = []
            for role in FlowNode.Role.allCases {
                let reply = try rest.next()
                if reply.integer == 1 || reply.bytes != nil { roles.append(role) }
            }
            child.unreadable += troubles
            child.take(exists: exists, state: state, roles: roles)
            child.isMoving = child.isMoving || child.fault != nil && child.fault != before
        } catch {
            child.unreadable.append(Unreadable(key: child.id.bytes, trouble: error))
            child.isMoving = true
        }
    }

    /// Returns the state whose sorted set has the job, of the next replies.
    private static func sortedState(_ replies: inout Replies) -> Result<JobState?, Trouble> {
        var part = replies.take(JobReading.sortedStates.count)
        var state: JobState?
        do {
            for sorted in JobReading.sortedStates where try part.nextBytes() != nil { state = state ?? sorted }
        } catch {
            return .failure(error)
        }
        return .success(state)
    }
}

extension FlowNode {
    /// Takes what the second look found: whether the job exists, in which state, and what its parent says of it.
    fileprivate mutating func take(exists: Bool, state: JobState?, roles: [Role]) {
        if role.map(roles.contains) != true { role = roles.last }
        if exists { isMoving = name == nil } else { name = nil }
        self.state = state
    }
}
