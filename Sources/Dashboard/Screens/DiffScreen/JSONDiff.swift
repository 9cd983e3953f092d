import JSONText

/// Two JSON values aligned by the paths of their parts: members by their names, elements by their places.
struct JSONDiff {
    /// The maximum number of values that are compared.
    static let limit = 5_000

    /// The values, in the order of the left side; values that only the right side has come last in their object.
    private(set) var rows: [DiffRow] = []
    /// Whether there were more than `limit`.
    private(set) var isCut = false

    /// Compares two values, either of which may be missing.
    init(_ left: JSON?, _ right: JSON?) { compare(left, right, at: []) }

    private mutating func compare(_ left: JSON?, _ right: JSON?, at path: [UInt8]) {
        guard rows.count < Self.limit else {
            isCut = true
            return
        }
        switch (left, right) {
        case (.object(let members)?, .object(let others)?) where !members.isEmpty && !others.isEmpty:
            for name in Self.names(members, others) {
                compare(Self.value(name, members), Self.value(name, others), at: Self.path(path, name: name.bytes))
            }
        case (.array(let elements)?, .array(let others)?) where !elements.isEmpty && !others.isEmpty:
            for index in 0..<max(elements.count, others.count) {
                let place = path + Array("[\(index)]".utf8)
                compare(
                    elements.indices.contains(index) ? elements[index] : nil,
                    others.indices.contains(index) ? others[index] : nil, at: place)
                if isCut { return }
            }
        case (nil, nil): break
        default:
            let isEqual = left.flatMap { left in right.map { Self.isEqual(left, $0) } } ?? false
            rows.append(
                DiffRow(
                    path: path.isEmpty ? Array("(all)".utf8) : path, left: left.map(DiffValue.init),
                    right: right.map(DiffValue.init), kind: isEqual ? .equal : .different))
        }
    }

    /// Returns the names of both objects, each once.
    private static func names(_ members: [JSON.Member], _ others: [JSON.Member]) -> [JSONString] {
        var seen: Set<[UInt8]> = []
        return (members + others).map(\.name).filter { seen.insert($0.bytes).inserted }
    }

    /// Returns the value of a name. Of several members of a name the last one counts, as in JavaScript.
    private static func value(_ name: JSONString, _ members: [JSON.Member]) -> JSON? {
        members.last { $0.name.bytes == name.bytes }?.value
    }

    private static func path(_ path: [UInt8], name: [UInt8]) -> [UInt8] {
        path.isEmpty ? name : path + [UInt8(ascii: ".")] + name
    }

    /// Returns whether two values are equal in meaning: 1.0 and 1 are, and so are two spellings of a string.
    private static func isEqual(_ left: JSON, _ right: JSON) -> Bool {
        switch (left, right) {
        case (.string(let left), .string(let right)): left.bytes == right.bytes
        case (.number(let left), .number(let right)):
            left.text == right.text
                // Longer numbers may differ in digits that a double does not have.
                || left.text.count <= 15 && right.text.count <= 15 && left.double == right.double
        default: left == right
        }
    }
}
