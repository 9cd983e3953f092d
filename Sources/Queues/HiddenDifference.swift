internal import JSONText

/// A place at which two jobs differ although what is shown of them is equal, since the difference is hidden.
public struct HiddenDifference: Hashable, Sendable {
    /// The field.
    public var field: LargeField
    /// The path in the field, as `JSONAlignment` has it; empty for the whole field.
    public var path: [UInt8]

    /// Creates a place.
    public init(_ field: LargeField, path: [UInt8] = []) { (self.field, self.path) = (field, path) }

    /// The maximum number of values of a field that are compared.
    private static let limit = 5_000

    /// A value as it is stored and as it is shown.
    private struct Node {
        let stored: JSON
        let shown: JSON

        /// The parts. Where the whole is hidden, what is shown has none.
        var parts: JSONAlignment<Node>.Parts {
            switch (stored.alignedParts, shown.alignedParts) {
            case (.object(let stored), .object(let shown)) where stored.count == shown.count:
                .object(zip(stored, shown).map { ($1.name, Node(stored: $0.node, shown: $1.node)) })
            case (.array(let stored), .array(let shown)) where stored.count == shown.count:
                .array(zip(stored, shown).map { Node(stored: $0, shown: $1) })
            default: .value
            }
        }
    }

    /// Returns the places at which two jobs differ unseen. `stored` are the jobs as the server has them, `shown` the same with
    /// their secrets hidden.
    static func between(
        _ stored: (left: JobDetail, right: JobDetail), shown: (left: JobDetail, right: JobDetail)
    ) -> Set<HiddenDifference> {
        var places: Set<HiddenDifference> = []
        for field in [LargeField.data, .opts] {
            let left = (stored.left.fields[field], shown.left.fields[field])
            let right = (stored.right.fields[field], shown.right.fields[field])
            guard left.0 != left.1 || right.0 != right.1 else { continue }
            for path in paths(left, right) { places.insert(HiddenDifference(field, path: path)) }
        }
        let reasons = (stored.left.row.failedReason, stored.right.row.failedReason)
        if reasons.0 != reasons.1, shown.left.row.failedReason == shown.right.row.failedReason {
            places.insert(HiddenDifference(.failedReason))
        }
        return places
    }

    /// A field of a job as it is stored and as it is shown; nil where the job does not have it.
    private typealias Field = (stored: Excerpt?, shown: Excerpt?)

    private static func paths(_ left: Field, _ right: Field) -> [[UInt8]] {
        guard let leftNode = node(left), let rightNode = node(right) else {
            let isSeen = left.shown?.bytes != right.shown?.bytes
            return isSeen || left.stored?.bytes == right.stored?.bytes ? [] : [[]]
        }
        return JSONAlignment(leftNode, rightNode, limit: limit, parts: \.parts).pairs.compactMap { pair in
            guard let left = pair.left, let right = pair.right, left.shown.means(right.shown) else { return nil }
            return left.stored.means(right.stored) ? nil : pair.path
        }
    }

    /// Returns both forms of a value that was read whole; nil where one is no valid JSON.
    private static func node(_ field: Field) -> Node? {
        guard let stored = json(field.stored), let shown = json(field.shown) else { return nil }
        return Node(stored: stored, shown: shown)
    }

    private static func json(_ excerpt: Excerpt?) -> JSON? {
        guard let excerpt, excerpt.isWhole, !excerpt.isForbidden else { return nil }
        return try? JSON(excerpt.bytes)
    }
}
