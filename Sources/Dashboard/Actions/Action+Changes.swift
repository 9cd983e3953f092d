import Canvas
import Queues

extension Action {
    /// The changes of jobs: of the marked ones, or else of the one under the cursor.
    static let onJobs: [ActionEntry] = [
        change(.retry(), "Retry", [.character("r")], hint: "retry", command: "retry"),
        change(
            .retry(resetting: [.made, .started]), "Retry, reset attempts", command: "retry-reset",
            hiddenNames: ["retry-anew"]),
        change(.promote, "Promote: run now", [.character("p")], hint: "promote", command: "promote"),
        change(.remove(), "Remove, with children", [.character("d"), .delete], hint: "remove", command: "remove"),
        change(.remove(children: false), "Remove without children", command: "remove-alone"),
        change(.removeUnprocessedChildren, "Remove unprocessed children", command: "remove-children"),
        change(.breakDependency, "Detach from the parent", command: "detach"),
        ActionEntry(
            .editData, .jobs, "Edit data in $VISUAL or $EDITOR", [.character("e")], .jobs, command: "edit",
            danger: .changesServer, menu: .job
        ) { $0.reasonAgainstEditing },
        .form(.delay),
        .form(.priority),
        change(.duplicate, "Duplicate under a new id", command: "duplicate"),
        .form(.move),
        .form(.revive),
        .form(.addLog),
        change(.clearLogs(), "Clear logs", command: "clear-log"),
        change(.release, "Release: give back to the queue", command: "release"),
        change(
            .removeDeduplication, "Remove deduplication key", command: "remove-deduplication",
            hiddenNames: ["undeduplicate"]),
        ActionEntry(
            .screen(.removeMissing), .jobs, "Remove missing jobs of this page", [], .queue, command: "remove-missing",
            hiddenNames: ["remove-ghosts"], danger: Danger(JobChange.removeMissing.traits), menu: .job),
        .form(.export),
        ActionEntry(.jobMenu, .jobs, "Job actions", [.character("x")], .jobs, hint: "actions"),
        ActionEntry(
            .screen(.restore), .jobs, "Restore", [.character("r")], .trash, hint: "restore", command: "restore",
            danger: .changesServer),
    ]

    /// The changes of queues: of the marked ones, or else of the one on the screen or under the cursor.
    static let onQueues: [ActionEntry] = [
        ActionEntry(
            .togglePause, .queue, "Pause or resume", [.character("P")], .anyQueue, hint: "pause",
            command: "toggle-pause", danger: .changesServer, menu: .queue
        ) { $0.reasonAgainst(QueueChange.pause) },
        ActionEntry(
            .changeQueue(.pause), .queue, "Pause", [], .anyQueue, command: "pause", danger: .changesServer
        ) { $0.reasonAgainst(QueueChange.pause) ?? $0.reasonAgainstPausing(true) },
        ActionEntry(
            .changeQueue(.resume), .queue, "Resume", [], .anyQueue, command: "resume", danger: .changesServer
        ) { $0.reasonAgainst(QueueChange.resume) ?? $0.reasonAgainstPausing(false) },
        .form(.addJob, [.character("+")]),
        .form(.scheduler),
        changeQueue(.retryAll(.failed), "Retry all failed jobs", command: "retry-failed"),
        changeQueue(.retryAll(.completed), "Run all completed jobs again", command: "retry-completed"),
        changeQueue(.promoteAll, "Promote all delayed jobs", command: "promote-all"),
        .form(.concurrency),
        changeQueue(.setConcurrency(nil), "Lift the concurrency limit", command: "lift-concurrency"),
        .form(.rateLimit),
        changeQueue(.setRateLimit(nil), "Lift the rate limit", command: "lift-rate-limit"),
        .form(.holdLimiter),
        changeQueue(
            .releaseLimiter, "Clear the active rate limit", command: "clear-rate-limit",
            hiddenNames: ["release-limiter"]),
        .form(.removeDeduplication, hiddenNames: ["free-deduplication"]),
        .form(.trimEvents),
        changeQueue(
            .removeUnlisted, "Remove unlisted jobs", command: "remove-unlisted", hiddenNames: ["remove-orphans"]),
        changeQueue(.removePriorityKey, "Remove the old priority key", command: "remove-priority-key"),
        .form(.clean),
        changeQueue(.drain(), "Drain: remove waiting jobs", command: "drain"),
        changeQueue(.drain(delayed: true), "Drain: delayed jobs, too", command: "drain-delayed"),
        changeQueue(.obliterate(), "Obliterate: remove the queue", command: "obliterate"),
        changeQueue(.obliterate(force: true), "Obliterate, even with active jobs", command: "obliterate-force"),
        ActionEntry(.queueMenu, .queue, "Queue actions", [.character("X")], .anyQueue) {
            $0.subjectQueues.isEmpty ? "There is no queue under the cursor." : nil
        },
    ]

    /// The actions on marks, to which the changes above apply.
    static let onMarks: [ActionEntry] = [
        ActionEntry(.screen(.mark(.toggle)), .look, "Toggle mark", [.character(" ")], .lists, hint: "mark"),
        ActionEntry(.screen(.mark(.range)), .look, "Begin or end a range of marks", [.character("v")], .queue),
        ActionEntry(.screen(.mark(.listed)), .look, "Mark all listed, or none", [.character("a")], .lists),
        ActionEntry(
            .screen(.mark(.everything)), .look, "Mark all on the server", [.character("A")], .queue.union(.search)),
        ActionEntry(.screen(.mark(.clear)), .look, "Clear marks", [.character("u")], .lists) {
            $0.path.top.hasMarks
                ? nil : "Nothing is marked; \($0.keys[.mark(.toggle)]) marks."
        },
    ]

    private static func change(
        _ change: JobChange, _ title: String, _ keys: [Key] = [], hint: String? = nil, command: String,
        hiddenNames: [String] = []
    ) -> ActionEntry {
        ActionEntry(
            .change(change), .jobs, title, keys, .jobs, hint: hint, command: command, hiddenNames: hiddenNames,
            danger: Danger(change.traits), menu: .job
        ) { $0.reasonAgainst(change) }
    }

    private static func changeQueue(
        _ change: QueueChange, _ title: String, command: String, hiddenNames: [String] = []
    ) -> ActionEntry {
        ActionEntry(
            .changeQueue(change), .queue, title, [], .anyQueue, command: command, hiddenNames: hiddenNames,
            danger: Danger(change.traits), menu: .queue
        ) { $0.reasonAgainst(change) }
    }
}
