import Queues
import TestSupport

/// A case of Bull as operations of the store, and the library's answer as their outcomes.
struct BullFixture {
    let fixture: Fixture

    init(_ fixture: Fixture) throws { self.fixture = fixture }

    private var queue: QueueID { QueueID(fixture.queue) }
    private var arguments: JSONValue { fixture.arguments }

    var operations: [Queues.Operation] {
        get throws {
            switch fixture.operation {
            case "add": [.queue(try addition, queue)]
            case "addBulk": (arguments["jobs"]?.array ?? []).map { .queue(.add(job($0)), queue) }
            case "retry": [.retry(try target(.failed))]
            case "promote": [.promote(try target(.delayed))]
            case "remove": [.remove(try target(nil))]
            case "removeJobs": ["order-1", "order-2", "order-3", "order-4", "order-5"].map { .remove(target($0, nil)) }
            case "update": [.job(.updateData(arguments["data"]?.bytes ?? []), try target(nil))]
            case "log": [.job(.addLog(arguments["row"]?.bytes ?? []), try target(nil))]
            default: [.queue(try change, queue)]
            }
        }
    }

    /// A job, or a repeatable, which the library adds by the same call.
    private var addition: QueueChange {
        get throws {
            guard let options = arguments["opts"], let rule = options["repeat"] else { return .add(job(arguments)) }
            var template = options.members
            for name in ["repeat", "jobId"] { template[name] = nil }
            let cron = rule["cron"]?.string.map { NewScheduler.Rhythm.cron($0, timeZone: rule["tz"]?.string) }
            guard let rhythm = cron ?? rule["every"]?.integer.map({ .every($0) }) else {
                throw TestFailure("no rhythm")
            }
            var scheduler = NewScheduler(
                id: options["jobId"]?.bytes ?? [], rhythm: rhythm, name: arguments["name"]?.bytes ?? [],
                data: arguments["data"]?.bytes ?? [], options: Array(JSONValue.object(template).text.utf8))
            scheduler.endDate = rule["endDate"]?.string.flatMap { TimeText.moment(String($0), now: 0) }
            scheduler.limit = rule["limit"]?.integer.map { Int($0) }
            return .upsertScheduler(scheduler)
        }
    }

    private var change: QueueChange {
        get throws {
            switch fixture.operation {
            case "pause": .pause
            case "resume": .resume
            case "empty": .drain(delayed: true)
            case "retryJobs": .retryAll(.failed)
            case "obliterate": .obliterate(force: arguments["force"] == .boolean(true))
            case "removeRepeatableByKey": .removeScheduler(arguments["key"]?.bytes ?? [])
            case "clean": .clean(try cleanRequest)
            default: throw TestFailure("unknown operation \(fixture.operation)")
            }
        }
    }

    private var cleanRequest: CleanRequest {
        get throws {
            let word = arguments["type"]?.string ?? ""
            guard let state = word == "wait" ? .waiting : JobState(rawValue: word),
                let grace = arguments["grace"]?.integer
            else { throw TestFailure("no state or grace") }
            return CleanRequest(state: state, grace: grace, limit: Int(arguments["limit"]?.integer ?? 0))
        }
    }

    private func job(_ json: JSONValue) -> NewJob {
        NewJob(
            name: json["name"]?.bytes ?? [], data: json["data"]?.bytes ?? [],
            options: Array((json["opts"]?.text ?? "{}").utf8))
    }

    private func target(_ state: JobState?) throws -> Queues.Operation.Target {
        guard let id = arguments["jobId"]?.string else { throw TestFailure("no job") }
        return target(id, state)
    }

    private func target(_ id: String, _ state: JobState?) -> Queues.Operation.Target {
        Queues.Operation.Target(queue: queue, job: JobID(id), state: state)
    }

    var outcomes: [Outcome] {
        get throws {
            if let refusal { return [.refused(refusal)] }
            switch fixture.operation {
            case "add", "addBulk":
                let isNew = !fixture.name.hasSuffix("duplicate-id")
                let ids = fixture.result.array ?? [fixture.result]
                return ids.map { .added(JobID($0.string ?? ""), isNew: isNew) }
            case "removeJobs":
                let removed = fixture.result.strings
                return try operations.map { operation in
                    guard case .job(_, let target) = operation else { return .done }
                    return removed.contains(target.job.bytes.text) ? .done : .refused(.locked)
                }
            case "clean": return [.counted(Tally(done: fixture.result.array?.count ?? 0, locked: lockedJobs))]
            case "retryJobs", "obliterate":
                let before = fixture.before.entries.filter { Self.isJob($0) }.count
                return [.counted(Tally(done: fixture.operation == "obliterate" ? before : Self.failed(fixture)))]
            default: return [.done]
            }
        }
    }

    private var lockedJobs: Int {
        let locks = fixture.before.entries.keys.filter { $0.text.hasSuffix(":lock") }
        return locks.count
    }

    private static func isJob(_ entry: (key: [UInt8], value: Keyspace.Entry)) -> Bool {
        guard case .hash(let fields) = entry.value.value else { return false }
        return fields[Array("opts".utf8)] != nil
    }

    private static func failed(_ fixture: Fixture) -> Int {
        guard case .zset(let members) = fixture.before["bull:email:failed"]?.value else { return 0 }
        return members.count
    }

    /// The expected refusal where the library refuses, chosen by its note.
    private var refusal: Refusal? {
        switch fixture.name {
        case "bull4/obliterate-refused": .active(1)
        case "bull4/promote-not-delayed": .moved(to: .waiting)
        case "bull4/remove-active-locked": .locked
        case "bull4/retry-locked": .moved(to: .active)
        // The library reports nothing here.
        case "bull4/remove-missing", "bull4/retry-missing": .vanished
        default: nil
        }
    }
}

extension Tally {
    /// Creates a tally of `done` changed jobs and `locked` jobs in a worker's hands.
    init(done: Int, locked: Int) {
        self.init(done: done)
        if locked > 0 { refused = [.locked: locked] }
    }
}
