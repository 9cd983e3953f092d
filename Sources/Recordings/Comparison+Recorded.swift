internal import JSONText
import Queues

extension Comparison {
    /// What the failed jobs share as a value.
    var recorded: JSON {
        [
            "failed": .number(failed), "completed": .number(completed), "shared": .array(shared.map(\.recorded)),
        ]
    }

    init?(recorded json: JSON) {
        guard let failed = json["failed"]?.count, let completed = json["completed"]?.count else { return nil }
        let shared = json["shared"]?.elements?.compactMap { SharedTrait(recorded: $0) } ?? []
        self.init(failed: failed, completed: completed, shared: Array(shared.prefix(Self.traitLimit)))
    }
}

extension Comparison.SharedTrait {
    fileprivate var recorded: JSON {
        [
            "kind": .string(trait.kind.recordedName), "path": .bytes(trait.kind.path), "value": .bytes(trait.value),
            "failed": .number(failed), "completed": .number(completed), "failedShare": .number(share: failedShare),
            "completedShare": .number(share: completedShare),
        ]
    }

    fileprivate init?(recorded json: JSON) {
        guard let name = json["kind"]?.text, let kind = Trait.Kind(recorded: name, path: json["path"]?.anyBytes),
            let value = json["value"]?.anyBytes, let failed = json["failed"]?.count,
            let completed = json["completed"]?.count, let failedShare = json["failedShare"]?.double,
            let completedShare = json["completedShare"]?.double
        else { return nil }
        self.init(
            Trait(kind, value), failed: failed, completed: completed, failedShare: min(max(0, failedShare), 1),
            completedShare: min(max(0, completedShare), 1))
    }
}

extension Trait.Kind {
    /// The kinds without a path, by their names.
    private static let named: [(name: String, kind: Trait.Kind)] = [
        ("name", .name), ("worker", .worker), ("attempts", .attempts), ("hour", .hour), ("size", .size),
        ("parentQueue", .parentQueue), ("scheduler", .scheduler), ("queue", .queue),
    ]

    fileprivate var recordedName: String { Self.named.first { $0.kind == self }?.name ?? "data" }

    fileprivate var path: [UInt8]? { if case .data(let path) = self { path } else { nil } }

    fileprivate init?(recorded name: String, path: [UInt8]?) {
        if let kind = Self.named.first(where: { $0.name == name })?.kind {
            self = kind
        } else {
            guard name == "data", let path else { return nil }
            self = .data(path)
        }
    }
}
