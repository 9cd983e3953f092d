import Queues

extension RemovedJob {
    /// What `Scripts/restore.lua` has to be told of the job and its descendants.
    var arguments: [[UInt8]] { ([self] + descendants).flatMap(\.ownArguments) }

    private var ownArguments: [[UInt8]] {
        let link = parent.map { [$0.key, $0.base, $0.id.bytes, $0.place, $0.score] } ?? []
        let owned = deduplication.map { [$0.id, $0.expiry.map(Self.number) ?? []] } ?? []
        let lists = [
            fields, logs, children.pending, children.processed, children.failed, children.unsuccessful, link, owned,
            deduplication?.next ?? [],
        ]
        return [queue.base, id.bytes, place, score, Self.number(ahead)]
            + lists.flatMap { [Self.number($0.count)] + $0 }
    }

    private static func number(_ value: some BinaryInteger) -> [UInt8] { Array(String(value).utf8) }
}
