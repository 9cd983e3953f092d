import Canvas
import Queues

/// The checks of the user's permissions, and of the visible queues.
extension Diagnosis {
    /// Notes the consequence of each command that is denied or missing. `areNamed` is true where the queues were named.
    mutating func note(_ permissions: [Examination.Permission], areNamed: Bool) {
        for permission in permissions {
            let name = permission.command
            guard let problem = permission.problem else {
                note(name, .ok, "permitted")
                continue
            }
            let words = String(problem.prefix(200))
            switch permission.use {
            case .reading: note(name, .error, words, "Permit +@read on the queues' keys, such as ~bull:*.")
            case .discovery:
                note(
                    name, areNamed ? .warning : .error, words,
                    areNamed ? "The queues are named, so it is not needed." : "Permit +scan, or name queues by --queue."
                )
            case .status: note(name, .warning, words, "Version, role and memory are unknown. Permit +info, +dbsize.")
            case .clock: note(name, .warning, words, "Our own clock is used. Permit +time.")
            case .workers: note(name, .warning, words, "Workers are unknown. Permit +client|list.")
            case .scripts:
                note(
                    name, .warning, words,
                    "Nothing can be changed, and pieces of large values not read. Permit +eval +evalsha.")
            case .name: note(name, .warning, words, "The connection has no name unless HELLO gives it one.")
            case .tracking:
                note(name, .warning, words, "Every refresh reads all queues. Permit +client|tracking; Redis 6 has it.")
            }
        }
    }

    /// Notes the queues, and which of them cannot be read.
    /// `problem` is why the search for them or their reading failed.
    mutating func note(_ queues: [QueueSummary], isWhole: Bool, prefixes: [[UInt8]], _ problem: Trouble?) {
        if let problem { note("queues", .error, problem.explanation) }
        let names = prefixes.map { "'\(Self.shown($0))'" }.joined(separator: ", ")
        if queues.isEmpty, problem == nil {
            note("queues", .warning, "There is no queue under \(names).", "--prefix names another prefix.")
        } else if !queues.isEmpty {
            let count = queues.count == 1 ? "1 queue" : "\(queues.count) queues"
            note("queues", isWhole ? .ok : .warning, "\(count) under \(names)\(isWhole ? "" : " so far").")
        }
        let broken = queues.filter { !$0.unreadable.isEmpty }
        for queue in broken.prefix(Self.named) {
            let part = queue.unreadable[0]
            let key = Self.shown(part.key)
            note(
                "queue \(Self.shown(queue.id.name))", broken.count == queues.count ? .error : .warning,
                "\"\(key)\" cannot be read: \(part.trouble.reason).", "See its verdict on the dashboard.")
        }
        noteLibraries(queues)
    }

    /// Returns a name within a sentence: on one line, at most 60 columns.
    private static func shown(_ name: [UInt8]) -> String {
        DisplayText(Array(name.prefix(1_000))).truncated(to: 60).plain
    }

    /// The maximum number of queues that one finding names.
    private static let named = 20

    private mutating func noteLibraries(_ queues: [QueueSummary]) {
        for family in Family.allCases + [nil] {
            let those = queues.filter { $0.family == family }
            guard !those.isEmpty else { continue }
            let names = those.prefix(Self.named).map { Self.shown($0.id.name) }.joined(separator: ", ")
            let list = names + (those.count > Self.named ? " and \(those.count - Self.named) more" : "") + "."
            switch family {
            case nil:
                note(
                    "library", .warning, "Unknown: \(list)",
                    "Nothing in them shows the version of their library; changes take the choice that loses no job.")
            case .bull?: note("library", .ok, "Bull: \(list)")
            case let family?: note("library", .ok, "BullMQ \(family.rawValue): \(list)")
            }
        }
    }
}
