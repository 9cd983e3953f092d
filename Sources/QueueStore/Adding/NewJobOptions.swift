import JSONText
import Queues

/// The options of a job to be added, checked as the official client checks them (data model, 4.22).
struct NewJobOptions {
    /// The options as the application writes them, without those that are null.
    private(set) var members: [JSON.Member] = []
    /// The options of a job that was stored before which the library does not know or would not take: they are kept,
    /// and have no effect.
    private(set) var kept: [JSON.Member] = []
    let families: ClosedRange<Family>

    /// The reason why an option is not allowed.
    struct Complaint: Error {
        /// The reason, a sentence without its full stop.
        let words: String

        var refusal: Refusal { .invalid(words.hasSuffix("?") ? words : words + ".") }

        init(_ words: String) { self.words = words }

        /// Creates a text that is no JSON.
        init(_ error: JSONError, in part: String) { words = "\(part), \(error)" }
    }

    /// Reads the JSON text of an object, for a queue that may belong to these families. The options of a job that was
    /// stored before are taken unchecked.
    init(_ text: [UInt8], families: ClosedRange<Family>, isAsStored: Bool = false) throws(Complaint) {
        self.families = families
        let value: JSON
        do { value = try JSON(text) } catch { throw Complaint(error, in: "options") }
        guard let given = value.members else { throw Complaint("the options must be a JSON object") }
        for member in given where member.value != .null {
            do {
                try check(member)
                members.append(member)
            } catch {
                guard isAsStored else { throw error }
                kept.append(member)
            }
        }
        try checkTogether()
    }

    /// Returns the value of an option; nil where it is not given.
    subscript(name: String) -> JSON? { members.first { $0.name.bytes.elementsEqual(name.utf8) }?.value }

    private func check(_ member: JSON.Member) throws(Complaint) {
        let name = String(decoding: member.name.bytes, as: UTF8.self)
        guard let rule = OptionTable.rules.first(where: { $0.name == name }) else {
            throw Complaint(OptionTable.unknown(name, among: OptionTable.rules))
        }
        guard self[name] == nil else { throw Complaint("\(name) is given twice") }
        if let complaint = rule.value.complaint(member.value, of: name) { throw Complaint(complaint) }
        guard families.mayHave(rule.trait) else {
            throw Complaint("\(families.upperBound.name) does not know the option \(name)")
        }
    }

    /// The options as a job's hash stores them: under the compressed names, with what the official client adds.
    var stored: JSON {
        var stored = members.flatMap(Self.stored)
        if self["attempts"] == nil { stored.append(JSON.Member("attempts", .number(0))) }
        // The clients of BullMQ 3 and 4 also wrote a delay of 0.
        if self["delay"] == nil, families.mayHave(.storedDelay) { stored.append(JSON.Member("delay", .number(0))) }
        return .object(stored + kept)
    }

    /// The options as the template of a job scheduler stores them: without what the client adds.
    var template: JSON { .object(members.flatMap(Self.stored)) }

    private static func stored(_ member: JSON.Member) -> [JSON.Member] {
        let name = String(decoding: member.name.bytes, as: UTF8.self)
        let stored = OptionTable.rules.first { $0.name == name }?.stored ?? name
        let value = member.value
        switch name {
        case "backoff" where value.members == nil:
            let fixed: [JSON.Member] = [JSON.Member("type", .string("fixed")), JSON.Member("delay", value)]
            return [JSON.Member(stored, .object(fixed))]
        case "telemetry":
            return [("metadata", "tm"), ("omitContext", "omc")].compactMap { part in
                value[part.0].map { JSON.Member(part.1, $0) }
            }
        default: return [JSON.Member(stored, value)]
        }
    }
}
