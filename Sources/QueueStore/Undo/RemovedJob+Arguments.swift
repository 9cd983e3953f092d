import Queues

extension RemovedJob {
    /// The job and its descendants for `Scripts/BullMQ/restore.lua`, as MessagePack.
    var packed: [UInt8] { MessagePack.array(([self] + descendants).map(\.node)).bytes }

    private var node: MessagePack {
        let link = parent.map { [$0.key, $0.base, $0.id.bytes, $0.place, $0.score] } ?? []
        let owned = deduplication.map { [$0.id, $0.expiry.map(Self.number) ?? []] } ?? []
        let texts = ["base": queue.base, "id": id.bytes, "place": place, "score": score, "ahead": Self.number(ahead)]
        let lists = [
            "fields": fields, "logs": logs, "dependencies": children.pending, "processed": children.processed,
            "failed": children.failed, "unsuccessful": children.unsuccessful, "parent": link, "deduplication": owned,
            "nextJob": deduplication?.next ?? [],
        ]
        return .map(
            texts.mapValues(MessagePack.bytes).merging(lists.mapValues { .array($0.map(MessagePack.bytes)) }) { $1 })
    }

    private static func number(_ value: some BinaryInteger) -> [UInt8] { Array(String(value).utf8) }
}
