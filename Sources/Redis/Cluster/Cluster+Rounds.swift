extension Cluster {
    /// The maximum number of times that a command follows a redirection. During a failover nodes may redirect to each
    /// other; changes wait for its end after the first few times.
    private static let (redirections, patientRedirections) = (8, 50)
    /// The time between two attempts while the cluster heals, in ms.
    private static let pause: Int64 = 100

    /// Sends the tasks of a plan until each has its reply, in rounds over all nodes.
    func perform(
        _ plan: inout ClusterPlan, limit: Int, longest: Int?, isRepeatable: Bool
    ) throws(RedisError) {
        let end = Deadline(milliseconds: Self.patience)
        while case let open = plan.open, !open.isEmpty {
            var heals = false
            let lost = try round(&plan, open, limit: limit, longest: longest)
            for index in open {
                let outcome = lost[index] ?? .replied
                switch outcome {
                case .replied: heals = try follow(&plan[index], end, isRepeatable) || heals
                case .unsent(let error): heals = try retry(&plan[index], error, end, isRepeatable) || heals
                case .uncertain(let error):
                    guard isRepeatable else { throw error }
                    heals = try retry(&plan[index], error, end, isRepeatable) || heals
                }
            }
            guard heals else { continue }
            if !isRepeatable { try rest(Self.pause) }
            try refresh()
            for index in plan.open {
                if let slot = plan[index].slot, !plan[index].isAsking { plan[index].node = map.owner(of: slot) }
            }
        }
    }

    /// Follows a redirection in a reply. Returns whether the map must be read again.
    private func follow(_ task: inout ClusterPlan.Task, _ end: Deadline, _ isRepeatable: Bool) throws(RedisError)
        -> Bool
    {
        guard let error = task.reply?.error, let node = task.node else { return false }
        let wasAsking = task.isAsking
        task.isAsking = false
        switch error.code {
        case "MOVED", "ASK":
            let limit = isRepeatable ? Self.redirections : Self.patientRedirections
            guard task.slot != nil, task.attempts < limit, let redirection = Redirection(error, asked: node)
            else { return false }
            task.attempts += 1
            task.reply = nil
            if task.attempts > Self.redirections { try rest(Self.pause) }
            switch redirection {
            case .moved(let slot, let address):
                if map.owner(of: slot) != address {
                    map.setOwner(of: slot, to: address)
                    version += 1
                }
                task.node = address
            case .ask(let address): (task.node, task.isAsking) = (address, true)
            }
            return false
        case "TRYAGAIN":
            guard end.remaining > 0, task.attempts < Self.redirections else { return false }
            task.attempts += 1
            task.reply = nil
            task.isAsking = wasAsking
            try rest(Self.pause)
            return false
        // A healing cluster may later take what it refuses now, and nothing was done. A demoted primary is read-only.
        case "CLUSTERDOWN", "READONLY", "LOADING", "MASTERDOWN":
            guard !isRepeatable, end.remaining > 0 else { return false }
            task.reply = nil
            return true
        default: return false
        }
    }

    /// Prepares another attempt for a task that was not sent or whose reply was lost, where that is safe: reads once
    /// more at once, changes while the cluster heals. Afterwards the failure becomes its reply. Returns whether the map
    /// must be read again.
    private func retry(
        _ task: inout ClusterPlan.Task, _ error: RedisError, _ end: Deadline, _ isRepeatable: Bool
    ) throws(RedisError) -> Bool {
        if case .stopped = error { throw error }
        task.attempts += 1
        task.isAsking = false
        guard task.slot != nil, isRepeatable ? task.attempts < 2 : end.remaining > 0 else {
            // Where no node answers, there is no cluster.
            if connections.isEmpty, try !refresh() { throw error }
            let node = task.node.map { $0.display + ": " } ?? ""
            task.reply = .error(ServerError(code: "CLUSTERDOWN", message: node + error.words))
            return false
        }
        return true
    }

    private func rest(_ milliseconds: Int64) throws(RedisError) {
        do throws(RedisError) {
            try waiter.wait(for: [], until: Deadline(milliseconds: milliseconds))
        } catch {
            guard case .timedOut = error else { throw error }
        }
    }
}
