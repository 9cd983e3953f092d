import Queues

/// The forms of what is done with jobs.
extension FormEntry {
    /// A queue for the traits of a move, which do not depend on the target.
    private static let anyQueue = QueueID(prefix: [], name: [])

    static let delay = FormEntry(
        "Change delay", command: "delay", .job, traits: JobChange.changeDelay(.after(0)).traits,
        [FormField("Run in or at", "5m, 1h30m or ms from now; or 20:00, 2026-11-25T20:00.")]
    ) { reader throws(FormProblem) in .job(.changeDelay(try reader.runTime())) }

    static let priority = FormEntry(
        "Change priority", command: "priority", .job,
        [
            FormField("Priority", "0 (none) to \(Format.count(ChangeBound.priority.upperBound)); 1 runs before 2."),
            .choice("Place", "Among the jobs of the same priority; Space changes it.", ["behind", "in front"]),
        ]
    ) { reader throws(FormProblem) in
        let priority = try reader.whole(ChangeBound.priority)
        return .job(.changePriority(priority, inFront: reader.choice() == "in front"))
    }

    static let addLog = FormEntry(
        "Add a log line", command: "log-line", .job, [FormField("Line", "Any text.")]
    ) { reader throws(FormProblem) in .job(.addLog(try reader.text())) }

    static let export = FormEntry(
        "Export to a file", command: "export", .job, traits: nil,
        [
            FormField("File", "A path; ~/ is your home. JSON, a job a line."),
            .choice("Existing file", "A file of this path; Space changes it.", ["keep", "replace"]),
        ]
    ) { reader throws(FormProblem) in
        let path = String(decoding: try reader.text(), as: UTF8.self)
        return .export(path: path, replaces: reader.choice() == "replace")
    }

    static let move = FormEntry(
        "Move to another queue", command: "move", .job, traits: JobChange.move(to: anyQueue).traits,
        [FormField("Queue", "The name of a queue, or prefix:name.", kind: .queue)]
    ) { reader throws(FormProblem) in .job(.move(to: try reader.otherQueue())) }

    static let revive = FormEntry(
        "Revive: add the original of a dead letter again", command: "revive", .job,
        traits: JobChange.revive(to: anyQueue, keepingLetter: true).traits,
        [
            FormField("Queue", "The queue of the originals: its name, or prefix:name.", kind: .queue),
            .choice("Letter", "The dead letter itself; Space changes it.", ["remove", "keep"]),
        ],
        suggest: { context in
            context.queue.flatMap { $0.ofOriginals(among: context.queues) }.map {
                String(decoding: $0.name, as: UTF8.self)
            }
        }
    ) { reader throws(FormProblem) in
        let queue = try reader.otherQueue()
        return .job(.revive(to: queue, keepingLetter: reader.choice() == "keep"))
    }
}
