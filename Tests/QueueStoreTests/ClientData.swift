import Foundation
import Queues
import Redis
import TestSupport

/// Queues that the official client made and worked, once for each family, and its own report of them.
struct ClientData: Sendable {
    let keyspace: Keyspace
    let report: JSONValue

    static let bullmq5 = Result { try ClientData(.bullmq5) }
    static let bullmq6 = Result { try ClientData(.bullmq6) }

    static func of(_ family: ClientFamily) throws -> ClientData {
        switch family {
        case .bullmq5: try bullmq5.get()
        case .bullmq6: try bullmq6.get()
        case .bullmq3, .bullmq4: throw TestFailure("not made for \(family)")
        }
    }

    private init(_ family: ClientFamily) throws {
        let redis = try PrivateRedis()
        let output = try PythonClient.run(family, script: PythonClient.script("build"), arguments: [redis.socketPath])
        guard let report = JSONValue(Array(output.utf8)) else { throw TestFailure("no JSON: \(output)") }
        self.report = report
        keyspace = try snapshot(of: try redis.connect())
    }

    /// Creates a bench whose server holds these queues.
    func bench() throws -> Bench {
        let bench = try Bench()
        try keyspace.load(into: bench.connection)
        return bench
    }

    /// The operations that the data was made for.
    var operations: [ClientOperation] {
        (report["operations"]?.array ?? []).compactMap(ClientOperation.init)
    }
}

/// An operation as both the client's script and the store know it.
struct ClientOperation {
    let json: JSONValue
    let operation: Queues.Operation

    init?(_ json: JSONValue) {
        guard let queue = json["queue"]?.string, let id = json["id"]?.string,
            let state = json["state"]?.string.flatMap(JobState.init)
        else { return nil }
        let target = Queues.Operation.Target(queue: QueueID("bull:\(queue)"), job: JobID(id), state: state)
        switch json["kind"]?.string {
        case "retry": operation = .retry(target)
        case "remove": operation = .remove(target)
        case "promote": operation = .promote(target)
        default: return nil
        }
        self.json = json
    }

    /// Returns the word of the client's script for an outcome.
    static func word(_ outcome: Outcome) -> String {
        switch outcome {
        case .done, .removed, .added, .moved, .counted: "done"
        case .refused(.locked), .refused(.childLocked): "locked"
        case .refused(.pendingIteration): "scheduler"
        case .refused(let refusal): "\(refusal)"
        case .failed(let trouble): "\(trouble)"
        }
    }
}

extension JSONValue {
    /// The members of an object.
    var members: [String: JSONValue] {
        guard case .object(let members) = self else { return [:] }
        return members
    }

    /// The strings of an array.
    var strings: [String] { array?.compactMap(\.string) ?? [] }

    /// The text that this value is.
    var text: String {
        guard let data = try? JSONSerialization.data(withJSONObject: plain, options: [.sortedKeys]) else { return "" }
        return String(decoding: data, as: UTF8.self)
    }

    private var plain: Any {
        switch self {
        case .null: NSNull()
        case .boolean(let value): value
        case .number(let number): Int64(exactly: number).map { NSNumber(value: $0) } ?? NSNumber(value: number)
        case .string(let text): text
        case .array(let elements): elements.map(\.plain)
        case .object(let members): members.mapValues(\.plain)
        }
    }
}
