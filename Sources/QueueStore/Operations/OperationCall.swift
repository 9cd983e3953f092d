import Queues
import Redis

/// One script of an operation with its arguments; `Scripts/Shared/call.lua` documents it.
struct OperationCall {
    /// The script that performs the operation.
    let script: Script
    /// The script that rehearses it.
    var rehearsal: Script { StoreScript.of(file, library, isRehearsal: true).script }
    let keys: [[UInt8]]
    let arguments: [[UInt8]]
    private let file: ScriptFile
    private let library: Library

    /// Creates a call. `options` are the operation's own arguments, under the names in the script's lines `@option`.
    /// `families` are those that the queue may belong to. `others` are the keys of other queues that the script uses.
    init(
        _ file: ScriptFile, on queue: QueueID, families: ClosedRange<Family>, now: Milliseconds,
        seen state: JobState? = nil, options: ScriptOptions = [:], jobs: [JobID] = [], others: [[UInt8]] = []
    ) {
        self.file = file
        library = families.isBull ? .bull : .bullmq
        let resolved = StoreScript.of(file, library)
        assert(resolved.options.isSuperset(of: options.keys), "\(file.rawValue) takes no such option")
        script = resolved.script
        keys = resolved.keys.map { queue.key($0) } + jobs.map(queue.key(of:)) + others
        let numbers = [families.lowerBound.rawValue, families.upperBound.rawValue, Int(clamping: now)]
        let known = [queue.base] + numbers.map { .decimal(Int64($0)) } + [Array((state?.rawValue ?? "").utf8)]
        let own = options.flatMap { [Array($0.key.utf8), $0.value] }
        arguments = known + [.decimal(Int64(own.count))] + own + jobs.map(\.bytes)
    }
}

/// The arguments of a script by their names. An option that is not given is left out.
typealias ScriptOptions = [String: [UInt8]]

extension ScriptOptions {
    /// Creates the options that are given.
    init(given options: [String: [UInt8]?]) { self = options.compactMapValues { $0 } }
}

extension [UInt8] {
    /// Returns a number in decimal digits.
    static func decimal(_ number: Int64) -> [UInt8] { Array(String(number).utf8) }

    /// Returns a flag for a script, which tests only that it is given; nil where it is not set.
    static func flag(_ isSet: Bool) -> [UInt8]? { isSet ? [UInt8(ascii: "1")] : nil }
}

extension UndoBudget {
    /// The budget as the options of `Scripts/Shared/kept.lua`.
    var options: ScriptOptions {
        ScriptOptions(given: [
            "jobBudget": .decimal(Int64(perJob)), "replyBudget": .decimal(Int64(perReply)), "lose": .flag(losesLarger),
        ])
    }
}
