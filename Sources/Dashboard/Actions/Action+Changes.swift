import Canvas
import Queues

extension Action {
    /// Changes of jobs: those that are marked, or else the one under the cursor.
    static let onJobs: [ActionEntry] = [
        change(.retry(), "Retry", [.character("r")], hint: "retry"),
        change(.retry(resetting: [.made, .started]), "Retry with the attempts counted anew", command: "retry-anew"),
        change(.promote, "Promote: run it now", [.character("p")], hint: "promote"),
        change(.remove(), "Remove, with its children", [.character("d")], hint: "remove"),
        change(.remove(children: false), "Remove without its children", command: "remove-alone"),
        change(.removeUnprocessedChildren, "Remove its unprocessed children", command: "remove-children"),
        change(.breakDependency, "Detach from its parent, which goes on without it", command: "detach"),
        ActionEntry(
            .editData, "Edit the data in $VISUAL or $EDITOR", [.character("e")], .jobs,
            danger: .changesServer,
            menu: .job
        ) { $0.reasonAgainstEditing },
        .form(.delay),
        .form(.priority),
        change(.duplicate, "Duplicate under a new id", command: "duplicate"),
        .form(.move),
        .form(.addLog),
        change(.clearLogs(), "Clear the log", command: "clear-log"),
        change(.release, "Release: back to the queue, where its worker is gone", command: "release"),
        change(.removeDeduplication, "Free its deduplication id", command: "undeduplicate"),
        ActionEntry(
            .screen(.removeGhosts), "Remove the ids without a job on this page", [], .queue, command: "remove-ghosts",
            danger: .changesServer, menu: .job),
        ActionEntry(.jobMenu, "More to do with the job", [.character("x")], .jobs, hint: "more"),
        ActionEntry(
            .screen(.restore), "Put back what was removed", [.character("r")], .trash, hint: "put back",
            danger: .changesServer),
    ]

    /// Changes of queues: those that are marked, or else the one on the screen or under the cursor.
    static let onQueues: [ActionEntry] = [
        ActionEntry(
            .togglePause, "Pause the queue, or resume it", [.character("P")], .anyQueue, hint: "pause",
            danger: .changesServer, menu: .queue
        ) { $0.reasonAgainst(QueueChange.pause) },
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
        changeQueue(.releaseLimiter, "Release a tripped rate limiter", command: "release-limiter"),
        .form(.freeDeduplication),
        .form(.trimEvents),
        changeQueue(.removeOrphans, "Remove jobs that are in no list", command: "remove-orphans"),
        changeQueue(.removePriorityKey, "Remove the priority key of older libraries", command: "remove-priority-key"),
        .form(.clean),
        changeQueue(.drain(), "Drain: remove every waiting job", command: "drain"),
        changeQueue(.drain(delayed: true), "Drain, delayed jobs too", command: "drain-delayed"),
        changeQueue(.obliterate(), "Obliterate: remove the queue", command: "obliterate"),
        changeQueue(.obliterate(force: true), "Obliterate, although jobs are active", command: "obliterate-force"),
        ActionEntry(.queueMenu, "Maintain the queue", [.character("X")], .anyQueue) {
            $0.subjectQueues.isEmpty ? "There is no queue under the cursor." : nil
        },
    ]

    /// Marks, which the changes above are for.
    static let onMarks: [ActionEntry] = [
        ActionEntry(
            .screen(.mark(.toggle)), "Mark, or take the mark away", [.character(" ")], .lists, hint: "mark"),
        ActionEntry(.screen(.mark(.range)), "Begin or end a range of marks", [.character("v")], .queue),
        ActionEntry(.screen(.mark(.listed)), "Mark all that are listed, or none", [.character("a")], .lists),
        ActionEntry(
            .screen(.mark(.everything)), "Mark all of this state on the server", [.character("A")],
            .queue.union(.search)),
        ActionEntry(.screen(.mark(.clear)), "Take all marks away", [.character("u")], .lists) {
            $0.path.top.hasMarks ? nil : "Nothing is marked; Space marks."
        },
    ]

    private static func change(
        _ change: JobChange, _ title: String, _ keys: [Key] = [], hint: String? = nil, command: String? = nil
    ) -> ActionEntry {
        ActionEntry(
            .change(change), title, keys, .jobs, hint: hint, command: command, danger: .changesServer, menu: .job
        ) {
            $0.reasonAgainst(change)
        }
    }

    private static func changeQueue(_ change: QueueChange, _ title: String, command: String) -> ActionEntry {
        ActionEntry(
            .changeQueue(change), title, [], .anyQueue, command: command, danger: .changesServer, menu: .queue
        ) { $0.reasonAgainst(change) }
    }
}
