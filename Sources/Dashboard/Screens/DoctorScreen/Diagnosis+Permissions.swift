import Canvas
import Queues

/// The checks of the user's permissions, and of the visible queues.
extension Diagnosis {
    /// Notes the consequence of each command that is denied or missing. `areNamed` is true where the queues were named.
    mutating func note(_ permissions: [Examination.Permission], areNamed: Bool) {
        for permission in permissions {
            guard let problem = permission.problem else {
                note(permission.command, .ok, "permitted")
                continue
            }
            let isSearch = permission.use == .discovery && !areNamed
            let (loss, permit) = Self.advice(permission.use, problem, areNamed: areNamed)
            // No permission brings back a command that is not there.
            let remedy = !permission.isMissing ? permit : isSearch ? "Name queues by --queue." : ""
            let words =
                // Tracking keys takes several commands.
                permission.isMissing && permission.use != .tracking
                ? "The server has no such command; it may be renamed or disabled there." : String(problem.prefix(200))
            note(
                permission.command, permission.use == .reading || isSearch ? .error : .warning, words,
                [loss, remedy].filter { !$0.isEmpty }.joined(separator: " "))
        }
    }

    /// Returns what is lost without a command, and what brings it back where it is denied with these words.
    private static func advice(
        _ use: Examination.Use, _ problem: String, areNamed: Bool
    ) -> (loss: String, permit: String) {
        switch use {
        case .reading: ("", "Permit +@read on the queues' keys, such as ~bull:*.")
        case .discovery:
            areNamed
                ? ("The queues are named, so it is not needed.", "") : ("", "Permit +scan, or name queues by --queue.")
        case .status: ("Version, role and memory are unknown.", "Permit +info, +dbsize.")
        case .clock: ("Our own clock is used.", "Permit +time.")
        case .workers: ("Workers are unknown.", "Permit +client|list.")
        case .scripts:
            // A script takes its keys to write them.
            (
                "Nothing can be changed, and pieces of large values not read.",
                Needle("to access").isFound(in: Array(problem.utf8))
                    ? "Permit reading and writing the queues' keys, such as ~bull:*." : "Permit +eval +evalsha."
            )
        case .writing where problem == Examination.Permission.isOfPublishing:
            ("Changes of Bull's queues are refused.", "Permit +publish on the queues' channels, such as &bull:*.")
        case .writing: ("Changes are refused.", "Permit +@write on the queues' keys, such as ~bull:*.")
        case .name: ("The connection has no name unless HELLO gives it one.", "")
        case .tracking:
            ("Every refresh reads all queues; Redis 6 can do without.", "Permit \(Words.trackingRules(problem)).")
        }
    }

    /// Notes the queues, and which of them cannot be read.
    /// `problem` is why the search for them or their reading failed.
    mutating func note(
        _ queues: [QueueSummary], of server: ServerStatus, isWhole: Bool, prefixes: [[UInt8]], _ problem: Trouble?
    ) {
        if let problem { note("queues", .error, problem.explanation) }
        let names = prefixes.map { "'\(Self.shown($0))'" }.joined(separator: ", ")
        if queues.isEmpty, problem == nil, server.isUnfilled {
            note(
                "queues", .warning, "There is no queue under \(names) yet: the replica \(Words.unfilled).",
                "Look at the primary, or again once the replica is connected to it.")
        } else if queues.isEmpty, problem == nil {
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
        noteLibrary(nil, queues.filter { !$0.isLibraryKnown })
        for family in Family.allCases + [nil] {
            noteLibrary(family, queues.filter { $0.isLibraryKnown && $0.family == family })
        }
    }

    /// Notes the library of some queues; nil where their keys do not show it, or could not be read.
    private mutating func noteLibrary(_ family: Family?, _ those: [QueueSummary]) {
        guard !those.isEmpty else { return }
        let names = those.prefix(Self.named).map { Self.shown($0.id.name) }.joined(separator: ", ")
        let list = names + (those.count > Self.named ? " and \(those.count - Self.named) more" : "") + "."
        switch family {
        case nil:
            note(
                "library", .warning, "Unknown: \(list)",
                those.allSatisfy(\.isLibraryKnown)
                    ? "Nothing in them shows the version of their library; changes take the choice that loses no job."
                    : "The keys that show their library cannot be read.")
        case .bull?: note("library", .ok, "Bull: \(list)")
        case let family?: note("library", .ok, "BullMQ \(family.rawValue): \(list)")
        }
    }
}

extension Examination.Permission {
    /// The problem of a user who may do everything in scripts but publish.
    fileprivate static let isOfPublishing = "A script of this user may not call PUBLISH."

    /// Returns the permission as these queues need it: only Bull's workers are told of changes by PUBLISH.
    func needed(for queues: [QueueSummary]) -> Examination.Permission {
        guard problem == Self.isOfPublishing, !queues.contains(where: { $0.family?.isBull ?? true }) else {
            return self
        }
        var needed = self
        needed.problem = nil
        return needed
    }
}
