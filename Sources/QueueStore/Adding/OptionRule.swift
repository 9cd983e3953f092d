import JSONText
import Queues

/// One option of a job: its name, how it is stored, and what it may be (data model, 2.2).
struct OptionRule: Sendable {
    /// The name that applications use.
    let name: String
    /// The name in the `opts` of a job's hash.
    let stored: String
    /// The trait of the families whose libraries know the option.
    let trait: FamilyTrait
    let value: OptionType

    init(_ name: String, as stored: String? = nil, with trait: FamilyTrait = .events, _ value: OptionType) {
        self.name = name
        self.stored = stored ?? name
        self.trait = trait
        self.value = value
    }
}

/// The type of an option.
indirect enum OptionType: Sendable {
    case flag
    case whole(ClosedRange<Int64>)
    case fraction(ClosedRange<Double>)
    /// A text that is not empty.
    case text
    /// An object with these members; those named in `needing` are required.
    case object([OptionRule], needing: [String])
    case oneOf([OptionType])

    /// The type in words, to follow "must be".
    var words: String {
        switch self {
        case .flag: "true or false"
        case .whole(let range) where range.upperBound >= OptionTable.largest:
            "a whole number, \(range.lowerBound) or more"
        case .whole(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .fraction(let range): "a number from \(Int(range.lowerBound)) to \(Int(range.upperBound))"
        case .text: "a text"
        case .object(let rules, _): "an object of " + rules.map(\.name).joined(separator: ", ")
        case .oneOf(let values): values.map(\.words).joined(separator: ", or ")
        }
    }

    /// Returns what is wrong with the value of the option `name`, as a sentence; nil where it is valid.
    func complaint(_ value: JSON, of name: String) -> String? {
        switch (self, value) {
        case (.object(let rules, let needed), .object(let members)):
            return complaint(members, rules, needed, of: name)
        case (.oneOf(let values), _):
            let complaints = values.map { $0.complaint(value, of: name) }
            guard !complaints.contains(where: { $0 == nil }) else { return nil }
            // A complaint about a member of an object helps more than the one that it could also be a number.
            let isObject = value.members != nil
            for (alternative, complaint) in zip(values, complaints) {
                if isObject, case .object = alternative { return complaint }
            }
            return "\(name) must be \(words)"
        default: return allows(value) ? nil : "\(name) must be \(words)"
        }
    }

    private func allows(_ value: JSON) -> Bool {
        switch self {
        case .flag: value.boolean != nil
        case .whole(let range): value.integer.map(range.contains) ?? false
        case .fraction(let range): value.double.map(range.contains) ?? false
        case .text: value.bytes.map { !$0.isEmpty } ?? false
        case .object, .oneOf: false
        }
    }

    private func complaint(
        _ members: [JSON.Member], _ rules: [OptionRule], _ needed: [String], of name: String
    ) -> String? {
        for member in members where member.value != .null {
            let memberName = String(decoding: member.name.bytes, as: UTF8.self)
            guard let rule = rules.first(where: { $0.name == memberName }) else {
                return OptionTable.unknown(memberName, of: name, among: rules)
            }
            if let complaint = rule.value.complaint(member.value, of: "\(name).\(memberName)") { return complaint }
        }
        let given = members.map { $0.name.bytes }
        let missing = needed.first { name in !given.contains { $0.elementsEqual(name.utf8) } }
        return missing.map { "\(name) needs \($0)" }
    }
}
