import Queues
import Redis
import Threads

extension QueueStore {
    /// Goes through lists of a queue, of each through as many ids as it has at the beginning.
    func perform(_ walk: QueueWalk, _ context: QueueContext, _ log: inout BulkLog) throws(Trouble) {
        var lengths = try ask(walk.counting(context.queue))
        var total = 0
        for _ in walk.places { total = total.plus(try lengths.nextCount()) }
        log.total = total
        var pace = Pace()
        for place in walk.places where !log.isCutShort && log.tally.picked < walk.limit {
            do {
                try go(through: place, walk, context, &log, &pace)
            } catch {
                log.fail(error)
            }
        }
        if !log.isCutShort, walk.limit == .max, let total = log.total, log.tried < total {
            log.tally.refuse(.gone, total - log.tried)
        }
    }

    private func go(
        through place: String, _ walk: QueueWalk, _ context: QueueContext, _ log: inout BulkLog, _ pace: inout Pace
    ) throws(Trouble) {
        var last: ScriptOptions = ["kept": .decimal(0)]
        var left: Int?
        while left != 0, log.tally.picked < walk.limit {
            if stop?.isStopped == true { return log.stop() }
            let count = min(pace.size, left ?? .max, walk.limit - log.tally.picked)
            let options = walk.options(in: place, after: last, count: count)
            let timed = try time(context.call(walk.script, options))
            guard let batch = QueueBatch(timed.reply, most: count) else { return log.fail(timed.reply) }
            pace.note(batch.seen, took: timed.microseconds)
            last = batch.place
            rehearsal?.note(batch.rehearsed)
            if walk.takesParents { try rehearseParents(of: batch.rehearsed, context, &log.tally) }
            // Fewer ids than asked for: the list has ended.
            left = batch.seen < count ? 0 : max(0, (left ?? batch.length) - batch.seen)
            guard batch.add(to: &log.tally), log.add(tried: batch.seen) else { return log.stop() }
        }
    }
}
