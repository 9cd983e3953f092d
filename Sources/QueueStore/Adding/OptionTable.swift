import JSONText
import Queues

/// The options of a job, as the official client knows them (data model, 2.2).
enum OptionTable {
    /// The largest whole number that JavaScript represents exactly.
    static let largest: Int64 = 9_007_199_254_740_991
    /// The last millisecond of JavaScript's calendar, in ms since 1970.
    static let lastTime: Int64 = 8_640_000_000_000_000

    static let rules: [OptionRule] = [
        OptionRule("attempts", .whole(0...largest)),
        OptionRule("backoff", backoff),
        OptionRule("continueParentOnFailure", as: "cpof", with: .parentPolicies, .flag),
        OptionRule("deduplication", as: "de", with: .deduplication, deduplication),
        OptionRule("delay", .whole(0...lastTime)),
        OptionRule("failParentOnFailure", as: "fpof", .flag),
        OptionRule("ignoreDependencyOnFailure", as: "idof", with: .parentPolicies, .flag),
        OptionRule("jobId", .text),
        OptionRule("keepLogs", as: "kl", .whole(0...largest)),
        OptionRule("lifo", .flag),
        OptionRule(
            "parent", .object([OptionRule("id", .text), OptionRule("queue", .text)], needing: ["id", "queue"])),
        OptionRule("priority", .whole(0...Int64(ChangeBound.priority.upperBound))),
        OptionRule("removeDependencyOnFailure", as: "rdof", with: .detachingChildren, .flag),
        OptionRule("removeOnComplete", kept),
        OptionRule("removeOnFail", kept),
        OptionRule("sizeLimit", .whole(0...largest)),
        OptionRule("stackTraceLimit", .whole(0...largest)),
        OptionRule("telemetry", as: "tm", with: .telemetry, telemetry),
        OptionRule("timestamp", .whole(1...lastTime)),
    ]

    /// The policies on failure, of which at most one may be true.
    static let onFailure = [
        "failParentOnFailure", "continueParentOnFailure", "ignoreDependencyOnFailure", "removeDependencyOnFailure",
    ]

    private static let backoff = OptionType.oneOf([
        .whole(0...largest),
        .object(
            [
                OptionRule("type", .text), OptionRule("delay", .whole(0...largest)),
                OptionRule("jitter", .fraction(0...1)),
            ], needing: ["type"]),
    ])

    private static let deduplication = OptionType.object(
        [
            OptionRule("id", .text), OptionRule("ttl", .whole(0...largest)), OptionRule("extend", .flag),
            OptionRule("replace", .flag), OptionRule("keepLastIfActive", .flag),
        ], needing: ["id"])

    /// The finished jobs that stay. A count of -1 keeps all of them; an age is in seconds.
    private static let kept = OptionType.oneOf([
        .flag, .whole(-1...largest),
        .object(
            [
                OptionRule("age", .whole(0...largest)), OptionRule("count", .whole(-1...largest)),
                OptionRule("limit", .whole(0...largest)),
            ], needing: []),
    ])

    private static let telemetry = OptionType.object(
        [OptionRule("metadata", .text), OptionRule("omitContext", .flag)], needing: [])

    /// The names that the library uses for something else, each with what to use instead.
    private static let elsewhere = [
        "repeat": "a job scheduler", "repeatJobKey": "a job scheduler", "prevMillis": "a job scheduler",
        "debounce": "deduplication",
    ]

    /// Returns whether a library takes an option for something other than a plain job.
    static func hasMeaning(_ name: String) -> Bool { elsewhere[name] != nil }

    /// Returns the complaint about a name that has no rule.
    static func unknown(_ name: String, of object: String? = nil, among rules: [OptionRule]) -> String {
        let full = (object.map { $0 + "." } ?? "") + name
        if let rule = rules.first(where: { $0.stored == name }) { return "\(full) is written \(rule.name)" }
        if object == nil, let instead = elsewhere[name] { return "\(full) cannot be given; use \(instead)" }
        let nearest = Spelling.nearest(to: name, in: rules.map(\.name))
        return "there is no option \(full)" + (nearest.map { "; did you mean \($0)?" } ?? "")
    }

    /// Returns options under the names that applications write, from those of a job's hash or of a template. Names
    /// without a rule stay as they are.
    static func named(_ stored: JSON) -> JSON {
        var telemetry: [JSON.Member] = []
        var members: [JSON.Member] = []
        for member in stored.members ?? [] {
            let name = String(decoding: member.name.bytes, as: UTF8.self)
            switch name {
            case "tm": telemetry.append(JSON.Member("metadata", member.value))
            case "omc": telemetry.append(JSON.Member("omitContext", member.value))
            default:
                let rule = rules.first { $0.stored == name }
                members.append(JSON.Member(rule.map { JSONString($0.name) } ?? member.name, member.value))
            }
        }
        return .object(members + (telemetry.isEmpty ? [] : [JSON.Member("telemetry", .object(telemetry))]))
    }
}
