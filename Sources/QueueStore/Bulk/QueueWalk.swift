import Queues
import Redis

/// An operation that goes through lists of a queue, with a script that includes `Scripts/Shared/walk.lua`.
struct QueueWalk {
    let script: ScriptFile
    /// The lists and sorted sets, under the library's names.
    let places: [String]
    /// The highest score in a sorted set that is changed.
    var bound: [UInt8] = Array("+inf".utf8)
    /// The operation's own options.
    var options: ScriptOptions = [:]
    /// Whether parents are removed with the last of their children.
    var takesParents: Bool { StoreScript.of(script, .bullmq).files.contains(.hard) }
    /// The maximum number of jobs that are changed.
    var limit = Int.max

    private static let lists: Set<String> = ["wait", "paused", "active"]

    /// Returns the options of a call that looks at a number of ids and continues where the last call ended.
    func options(in place: String, after last: ScriptOptions, count: Int) -> ScriptOptions {
        let all = ScriptOptions(given: [
            "place": Array(place.utf8), "count": .decimal(Int64(count)),
            "bound": Self.lists.contains(place) ? nil : bound,
        ])
        return all.merging(last) { $1 }.merging(options) { $1 }
    }

    /// Returns the commands that count the ids.
    func counting(_ queue: QueueID) -> [Command] {
        places.map { place in
            let key = queue.key(place)
            guard !Self.lists.contains(place) else { return .on(key, "LLEN") }
            return Command("ZCOUNT", arguments: [key, Array("-inf".utf8), bound])
        }
    }
}

/// A queue that an operation is for, with its families.
struct QueueContext {
    let queue: QueueID
    let families: ClosedRange<Family>
    var isBull: Bool { families.isBull }
    /// The refusal of an operation that the queue's library does not have.
    var unsupported: Outcome { .refused(.unsupported(families.lowerBound)) }
    /// Our clock, in ms since 1970.
    let now: Milliseconds

    /// Returns a call of a script with these options.
    func call(_ script: ScriptFile, _ options: ScriptOptions = [:]) -> OperationCall {
        OperationCall(script, on: queue, families: families, now: now, options: options)
    }
}
