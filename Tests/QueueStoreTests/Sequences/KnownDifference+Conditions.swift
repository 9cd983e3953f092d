import Queues
import TestSupport

extension SequenceStep {
    private var pattern: String? {
        guard case .queue(.upsertScheduler(let scheduler), _)? = operations.first,
            case .cron(let pattern, _) = scheduler.rhythm
        else { return nil }
        return pattern
    }

    var hasPattern: Bool { pattern != nil }

    /// Whether a scheduler's pattern has six fields.
    var hasSeconds: Bool { pattern?.split(separator: " ").count == 6 }

    /// Returns whether the step removes the priority of a prioritized job, or puts a job in front of its priority.
    func leavesPriority(_ view: QueueView) -> Bool {
        guard case .job(.changePriority(let priority, let inFront), let target)? = operations.first else {
            return false
        }
        return priority == 0 ? view.state(of: target.job.bytes) == .prioritized : inFront
    }
}

extension QueueView {
    /// Returns the id of the next run of a scheduler.
    func nextRun(of scheduler: [UInt8]?) -> [UInt8]? {
        guard let scheduler, case .zset(let times)? = keyspace.entries[key("repeat")]?.value else { return nil }
        return times[scheduler].map { Array("repeat:".utf8) + scheduler + Array(":\(Int64($0))".utf8) }
    }

    /// Returns whether a later run of a scheduler exists besides the next one.
    func hasEarlyRun(_ step: SequenceStep) -> Bool {
        guard let scheduler = step.job else { return false }
        let prefix = Array("repeat:".utf8) + scheduler + Array(":".utf8)
        return ids.contains { id in
            id.starts(with: prefix) && id != nextRun(of: scheduler)
                && Int64(Array(id.dropFirst(prefix.count)).text).map { $0 >= step.now } == true
        }
    }

    /// Whether the next run of a scheduler is a waiting job.
    var hasWaitingRun: Bool {
        !Set(members("repeat").compactMap(nextRun)).isDisjoint(with: ids(.waiting))
    }

    /// Whether jobs wait and nothing wakes a worker.
    var sleeps: Bool {
        !members("marker").contains(Array("0".utf8)) && !(ids(.waiting) + ids(.prioritized)).isEmpty
    }

    /// The key of the next job without an id of its own.
    var nextKey: [UInt8] {
        guard case .string(let text)? = keyspace.entries[key("id")]?.value else { return key("1") }
        return key(String((Int(text.text) ?? 0) + 1))
    }

    /// Returns whether a job that is to be added to a parent is the child of another one.
    func belongsElsewhere(_ step: SequenceStep) -> Bool {
        guard let job = step.job, let wanted = step.call["opts"]?["parent"], let id = wanted["id"]?.bytes,
            let base = wanted["queue"]?.bytes, let parent = field("parentKey", of: key(of: job))
        else { return false }
        return parent != base + Array(":".utf8) + id && exists(parent)
    }

    /// Whether a finished job is the child of a parent that exists.
    var hasFinishedChildren: Bool {
        (ids(.failed) + ids(.completed)).contains { field("parentKey", of: key(of: $0)).map(exists) == true }
    }

    /// Whether it is a paused queue whose waiting ids are where BullMQ 5 keeps them.
    var mayBeOlder: Bool { isPaused && list("wait").isEmpty && !list("paused").isEmpty }

    /// Whether a finished job has a priority or asks for the front of the list.
    var hasFinishedWithOrder: Bool {
        (ids(.failed) + ids(.completed)).map(key(of:)).contains { job in
            (field("priority", of: job) ?? [UInt8(ascii: "0")]) != [UInt8(ascii: "0")]
                || field("opts", of: job).flatMap(JSONValue.init)?["lifo"] == .boolean(true)
        }
    }

    /// Whether a worker would fail a finished job as soon as it takes it.
    var hasDeferredFailure: Bool {
        (ids(.failed) + ids(.completed)).contains { field("defa", of: key(of: $0)) != nil }
    }

    /// Whether a list has one of the markers that workers of 3 and 4 wait for.
    var hasMarker: Bool {
        ["wait", "paused"].contains { name in
            guard case .list(let ids)? = keyspace.entries[key(name)]?.value else { return false }
            return ids.count > list(name).count
        }
    }

    /// Returns whether the step is a clean with a limit, for a state that is not ordered by age and that has more jobs
    /// than the limit.
    func isLongerThanLimit(_ step: SequenceStep) -> Bool {
        guard case .queue(.clean(let request), _)? = step.operations.first, request.limit > 0 else { return false }
        return ![.failed, .completed].contains(request.state) && ids(request.state).count > request.limit
    }
}
