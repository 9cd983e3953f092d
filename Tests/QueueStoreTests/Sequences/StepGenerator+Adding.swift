import Queues
import TestSupport

extension StepGenerator {
    private static let patterns = ["0 3 * * *", "*/5 * * * *", "30 12 1 * *", "15 10 * * 1-5", "*/10 * * * * *"]

    /// Returns a step that adds a job with options of all kinds.
    mutating func adding(_ view: QueueView, _ now: Milliseconds) -> SequenceStep? {
        var options: [String: JSONValue] = dice.happens(80) ? [:] : ["timestamp": .number(Double(now - 5))]
        if dice.happens(25) { options["delay"] = .number(Double(dice.roll(1...600_000))) }
        if dice.happens(25) { options["priority"] = .number(Double(dice.roll(1...5))) }
        if dice.happens(15) { options["lifo"] = .boolean(true) }
        if dice.happens(25), let id = dice.pick(["mine", "a:b:c", "ünï", "other", "x y", "p:q:r"]) {
            options["jobId"] = .string(id)
        }
        options.merge(handling()) { $1 }
        if ClientFamily.recent.contains(family) { options.merge(recent(view)) { $1 } }
        if family != .bullmq3, options["deduplication"] == nil { options.merge(parent(view)) { $1 } }
        let plain = "{\"n\":\(turn),\"text\":\"\\u0007x\"}"
        let text =
            dice.happens(25) ? "{\"originalJob\":{\"data\":\(plain),\"name\":\"o\",\"opts\":\(original())}}" : plain
        let data = JSONValue(Array(text.utf8)) ?? .null
        let job = NewJob(
            name: Array("n".utf8), data: Array(text.utf8),
            options: Array(JSONValue.object(options).text.utf8))
        let call = Self.call("add", view.queue).merging([
            "name": .string("n"), "data": data, "opts": .object(options),
        ]) { $1 }
        return SequenceStep(
            kind: .add, queue: view.queue, job: options["jobId"]?.bytes, operations: [.queue(.add(job), view.queue)],
            call: call)
    }

    /// Returns options that say what workers do with a job.
    private mutating func handling() -> [String: JSONValue] {
        var options: [String: JSONValue] = [:]
        if dice.happens(30) { options["attempts"] = .number(Double(dice.roll(1...4))) }
        if dice.happens(20), family != .bullmq3 {
            options["backoff"] = .object([
                "type": .string(dice.happens(50) ? "fixed" : "exponential"),
                "delay": .number(Double(dice.roll(0...2) * 5_000)),
            ])
        }
        if dice.happens(15) { options["removeOnComplete"] = dice.happens(50) ? .boolean(true) : .number(3) }
        if dice.happens(15) { options["removeOnFail"] = .object(["count": .number(2)]) }
        return options
    }

    private mutating func recent(_ view: QueueView) -> [String: JSONValue] {
        var options: [String: JSONValue] = [:]
        if dice.happens(10) { options["keepLogs"] = .number(2) }
        if dice.happens(10) { options["stackTraceLimit"] = .number(1) }
        guard dice.happens(25), let id = dice.pick(["one", "two:2"]) else { return options }
        var mode: [String: JSONValue] = ["id": .string(id)]
        if dice.happens(40) { mode["ttl"] = .number(900_000) }
        if let name = dice.pick(["extend", "replace", "keepLastIfActive", nil]), let name {
            mode[name] = .boolean(true)
        }
        options["deduplication"] = .object(mode)
        return options
    }

    /// Returns the options of a waiting parent, and of the effect on it when this job fails.
    private mutating func parent(_ view: QueueView) -> [String: JSONValue] {
        guard dice.happens(20), let queue = dice.pick(queues) else { return [:] }
        let parents = QueueView(queue: queue, keyspace: view.keyspace).members("waiting-children")
        guard let parent = dice.pick(parents) else { return [:] }
        var options: [String: JSONValue] = [
            "parent": .object(["id": JSONValue(bytes: parent), "queue": JSONValue(bytes: queue.base)])
        ]
        if ClientFamily.recent.contains(family), dice.happens(50),
            let name = OnFailure.allCases.randomElement(using: &dice)
        {
            options[name.rawValue] = .boolean(true)
        }
        return options
    }

    private enum OnFailure: String, CaseIterable {
        case failParentOnFailure, continueParentOnFailure, ignoreDependencyOnFailure, removeDependencyOnFailure
    }

    /// Returns a step that adds a parent with children in either queue, some of which have children of their own.
    mutating func flow(_ view: QueueView) -> SequenceStep? {
        var operations: [Queues.Operation] = []
        let tree = node(view.queue, "flow\(turn)", parent: nil, depth: 0, &operations)
        let call = Self.call("flow", view.queue).merging(["flow": tree]) { $1 }
        return SequenceStep(
            kind: .flow, queue: view.queue, job: Array("flow\(turn)".utf8), operations: operations, call: call)
    }

    /// Returns a job of a flow for the client, and adds its operation for the store after its parent's.
    private mutating func node(
        _ queue: QueueID, _ id: String, parent: JSONValue?, depth: Int, _ operations: inout [Queues.Operation]
    ) -> JSONValue {
        let count = depth == 0 ? dice.roll(1...3) : depth == 1 && dice.happens(30) ? 1 : 0
        var options: [String: JSONValue] = ["jobId": .string(id)]
        if count == 0, dice.happens(30) { options["delay"] = .number(60_000) }
        if dice.happens(30) { options["priority"] = .number(2) }
        if depth > 0, ClientFamily.recent.contains(family), let name = dice.pick(OnFailure.allCases + [nil]) {
            if let name { options[name.rawValue] = .boolean(true) }
        }
        var stored = options
        stored["parent"] = parent
        var job = NewJob(
            name: Array("f".utf8), data: Array("{}".utf8), options: Array(JSONValue.object(stored).text.utf8))
        job.waitsForChildren = count > 0
        operations.append(.queue(.add(job), queue))
        let own = JSONValue.object(["id": .string(id), "queue": .string(queue.base.text)])
        var children: [JSONValue] = []
        for number in 0..<count {
            let place = dice.pick(queues) ?? queue
            children.append(node(place, "\(id)-\(number)", parent: own, depth: depth + 1, &operations))
        }
        return .object([
            "name": .string("f"), "queueName": .string(queue.name.text), "data": .object([:]),
            "opts": .object(options), "children": .array(children),
        ])
    }

    mutating func upsert(_ view: QueueView, _ now: Milliseconds) -> SequenceStep? {
        guard let id = dice.pick(["s", "s2", "t:1:x"]), let pattern = dice.pick(Self.patterns) else { return nil }
        let interval = dice.pick([60_000, 90_000, 3_600_000]) ?? 60_000
        let isInterval = dice.happens(60)
        let rhythm: NewScheduler.Rhythm = isInterval ? .every(Int64(interval)) : .cron(pattern, timeZone: nil)
        var rules: [String: JSONValue] =
            isInterval ? ["every": .number(Double(interval))] : ["pattern": .string(pattern)]
        let options: [String: JSONValue] = dice.happens(30) ? ["priority": .number(2)] : [:]
        var scheduler = NewScheduler(
            id: Array(id.utf8), rhythm: rhythm, name: Array("run".utf8), data: Array("{\"s\":1}".utf8),
            options: Array(JSONValue.object(options).text.utf8))
        if dice.happens(20) {
            scheduler.limit = 9
            rules["limit"] = .number(9)
        }
        if dice.happens(20), isInterval {
            scheduler.startDate = now + 600_000
            rules["startDate"] = .number(Double(now + 600_000))
        }
        let call = Self.call("schedule", view.queue).merging([
            "id": .string(id), "repeat": .object(rules), "name": .string("run"),
            "data": .object(["s": .number(1)]), "opts": .object(options),
        ]) { $1 }
        return SequenceStep(
            kind: .upsertScheduler, queue: view.queue, job: Array(id.utf8),
            operations: [.queue(.upsertScheduler(scheduler), view.queue)], call: call)
    }

    mutating func removeScheduler(_ view: QueueView) -> SequenceStep? {
        guard let id = dice.pick(view.members("repeat")) else { return nil }
        let call = Self.call("call", view.queue).merging([
            "call": .string("removeJobScheduler"), "arguments": .array([JSONValue(bytes: id)]),
        ]) { $1 }
        return SequenceStep(
            kind: .removeScheduler, queue: view.queue, job: id, operations: [.queue(.removeScheduler(id), view.queue)],
            call: call)
    }
}
