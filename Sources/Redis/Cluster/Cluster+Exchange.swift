#if canImport(Glibc)
    import Glibc
#endif

extension Cluster {
    /// The failure of a task in one round.
    enum Outcome {
        case replied
        /// No part of it was sent.
        case unsent(RedisError)
        /// It was sent, and may have been done.
        case uncertain(RedisError)
    }

    /// The tasks of one node in a round.
    private struct Share {
        let address: Address
        let connection: Connection
        /// The tasks, in the order in which they are sent.
        let tasks: [Int]
        var exchange: Exchange
        var failure: RedisError?
        var events: Int32 = 0

        var isOver: Bool { failure != nil || exchange.isDone }
    }

    /// Sends tasks to their nodes, to all at the same time, and reads their replies. Returns the outcomes of the tasks
    /// without a reply.
    func round(
        _ plan: inout ClusterPlan, _ open: [Int], limit: Int, longest: Int?
    ) throws(RedisError) -> [Int: Outcome] {
        var outcomes: [Int: Outcome] = [:]
        var shares: [Share] = []
        for (address, tasks) in Dictionary(grouping: open, by: { plan[$0].node }) {
            guard let address else {
                for task in tasks { outcomes[task] = .unsent(.closed("No node serves the hash slot")) }
                continue
            }
            do throws(RedisError) {
                let connection = try connection(to: address)
                let commands = tasks.flatMap {
                    plan[$0].isAsking ? [Command("ASKING"), plan[$0].command] : [plan[$0].command]
                }
                let exchange = connection.begin(commands, limit: limit, longest: longest)
                shares.append(Share(address: address, connection: connection, tasks: tasks, exchange: exchange))
            } catch {
                if case .stopped = error { throw error }
                for task in tasks { outcomes[task] = .unsent(error) }
            }
        }
        try run(&shares)
        for share in shares { take(share, &plan, &outcomes) }
        return outcomes
    }

    private func run(_ shares: inout [Share]) throws(RedisError) {
        while true {
            for index in shares.indices where !shares[index].isOver { advance(&shares[index]) }
            if case .stopped? = shares.lazy.compactMap(\.failure).first { throw .stopped }
            let waiting = shares.indices.filter { !shares[$0].isOver }
            guard !waiting.isEmpty else { return }
            guard waiting.allSatisfy({ shares[$0].events != 0 }) else { continue }
            let watched = waiting.map { (shares[$0].events, shares[$0].connection.transport.descriptor) }
            let next = waiting.map { shares[$0].exchange.deadline }.min { $0.remaining < $1.remaining }
            do throws(RedisError) {
                try waiter.wait(for: watched, until: next ?? Deadline(milliseconds: timeouts.reply))
            } catch {
                guard case .timedOut = error else { throw error }
                for index in waiting where shares[index].exchange.deadline.remaining == 0 {
                    shares[index].failure = shares[index].connection.giveUp(error)
                }
            }
        }
    }

    private func advance(_ share: inout Share) {
        do throws(RedisError) {
            share.events = try share.connection.advance(&share.exchange)
        } catch {
            share.failure = error
        }
    }

    /// Assigns the replies of a node to its tasks. The outcome of the others is unknown.
    private func take(_ share: Share, _ plan: inout ClusterPlan, _ outcomes: inout [Int: Outcome]) {
        var replies = share.exchange.replies[...]
        for task in share.tasks {
            if plan[task].isAsking { _ = replies.popFirst() }
            if let reply = replies.popFirst() {
                plan[task].reply = reply
            } else {
                outcomes[task] = .uncertain(share.failure ?? .closed("No reply"))
            }
        }
        guard let failure = share.failure else { return }
        problems[share.address] = failure.words
        drop(share.address)
    }
}
