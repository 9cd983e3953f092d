import Queues
import Redis

/// The groups of BullMQ Pro: a sorted set `groups` with their names, and for each a list `groups:<name>` with the ids
/// of waiting jobs, or a sorted set where they have priorities. They are counted, and never changed.
extension QueueRecord {
    /// The maximum number of groups whose jobs are counted.
    static let groupSample = 50

    func groupCommands(for followUp: FollowUp) -> [Command] {
        let groups = id.key("groups")
        switch followUp {
        case .groups: return [.on(groups, "TYPE")]
        case .groupNames: return [.on(groups, "ZCARD"), .on(groups, "ZRANGE", "0", String(Self.groupSample - 1))]
        case .groupSizes(let names, _):
            return names.flatMap { name -> [Command] in
                let key = groups + ":".utf8 + name
                return [.on(key, "LLEN"), .on(key, "ZCARD")]
            }
        default: return []
        }
    }

    /// Reads the type of `groups`. A hash of this name is a job with that id.
    func absorbGroups(_ replies: inout Replies) {
        let type = read("groups".utf8, &replies) { part throws(Trouble) in try part.next().text }
        switch type {
        case "zset": follow(.groupNames)
        case "none", "hash": summary.evidence.unmanaged = nil
        case let type??: problems[Array("groups".utf8)] = .wrongType(type)
        case nil, .some(nil): break
        }
        if type == "zset", readings == 0 { isUrgent = true }
    }

    func absorbGroupNames(_ replies: inout Replies) {
        let found = read("groups".utf8, &replies, taking: 2) { part throws(Trouble) in
            (count: try part.nextCount(), names: try part.nextList())
        }
        if let found { follow(.groupSizes(found.names, of: found.count)) }
    }

    /// Reads the sizes of groups: two commands for each, of which one is for the other type.
    func absorbGroupSizes(_ names: [[UInt8]], of count: Int, _ replies: inout Replies) {
        var sizes: [Int?] = []
        for name in names {
            let (list, set) = (replies.reply(), replies.reply())
            let size = read(Array("groups:".utf8) + name, &replies, taking: 0) { _ throws(Trouble) in
                list.isWrongType ? try set.count() : try list.count()
            }
            sizes.append(size)
        }
        let isWhole = names.count == count && !sizes.contains(nil)
        summary.evidence.unmanaged = UnmanagedJobs(
            jobs: CountSum(sizes).atLeast, groups: count, isWhole: isWhole)
    }
}

extension Reply {
    /// Whether the key holds another type than the command is for.
    fileprivate var isWrongType: Bool { error?.code == "WRONGTYPE" }
}
