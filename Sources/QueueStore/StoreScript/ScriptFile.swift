import Queues

/// The Lua files of `Scripts`, by their names.
enum ScriptFile: String, CaseIterable, Sendable {
    // Shared
    case call, clearLogs = "clear-logs", deduplication, excerpt, jobs, kept, losses, original, rehearsal, search,
        updateData =
        "update-data", values,
        walk
    // BullMQ
    case add, addLog = "add-log", breakDependency = "break-dependency", bullmq, changeDelay = "change-delay",
        changePriority = "change-priority", clean, copy, deduplicate, drain, duplicate, enqueue, families, flow,
        foreign, freeDeduplication = "free-deduplication", hard, holdLimiter = "hold-limiter", move, obliterate,
        parents, pause,
        promote, rejoin, release, releaseLimiter = "release-limiter", remove,
        removeDeduplication = "remove-deduplication", removeMissing = "remove-missing", removeUnlisted =
        "remove-unlisted",
        removePriorityKey = "remove-priority-key", removeScheduler = "remove-scheduler",
        removeUnprocessedChildren = "remove-unprocessed-children", reportCleaned = "report-cleaned",
        requeueAll = "requeue-all", restore, resume, retry, revive, runScheduler = "run-scheduler", scheduler,
        setConcurrency = "set-concurrency", setRateLimit = "set-rate-limit", tree, trimEvents = "trim-events",
        upsertScheduler = "upsert-scheduler", waiting
    // Bull
    case bull, bullAdd = "bull-add", bullClean = "bull-clean", bullDelay = "bull-delay", bullDelayed = "bull-delayed",
        bullDrain = "bull-drain", bullDuplicate = "bull-duplicate", bullFlow = "bull-flow", bullKept = "bull-kept",
        bullMissing =
        "bull-missing",
        bullLog = "bull-log", bullMove = "bull-move", bullNew = "bull-new", bullObliterate = "bull-obliterate",
        bullPause = "bull-pause", bullPausing = "bull-pausing", bullPriority = "bull-priority",
        bullPromote = "bull-promote", bullPromoteAll = "bull-promote-all", bullRejoin = "bull-rejoin", bullRelease =
        "bull-release",
        bullReleaseLimiter = "bull-release-limiter", bullRemove = "bull-remove",
        bullRemoveRepeatable = "bull-remove-repeatable", bullRestore = "bull-restore", bullResume = "bull-resume",
        bullRetry = "bull-retry", bullRetryAll = "bull-retry-all", bullRevive = "bull-revive", bullRunRepeatable =
        "bull-run-repeatable",
        bullUpsertRepeatable = "bull-upsert-repeatable"

    /// The names of a queue's keys, except those of its jobs.
    static let queueKeyNames = Set([ScriptFile.bullmq, .bull].flatMap { StoreScript.of($0, .bullmq).keys })

    /// The text of the file.
    var source: [UInt8] {
        switch self {
        case .call: PackageResources.call_lua
        case .clearLogs: PackageResources.clear_logs_lua
        case .deduplication: PackageResources.deduplication_lua
        case .excerpt: PackageResources.excerpt_lua
        case .jobs: PackageResources.jobs_lua
        case .kept: PackageResources.kept_lua
        case .losses: PackageResources.losses_lua
        case .original: PackageResources.original_lua
        case .rehearsal: PackageResources.rehearsal_lua
        case .search: PackageResources.search_lua
        case .updateData: PackageResources.update_data_lua
        case .values: PackageResources.values_lua
        case .walk: PackageResources.walk_lua
        case .add: PackageResources.add_lua
        case .addLog: PackageResources.add_log_lua
        case .breakDependency: PackageResources.break_dependency_lua
        case .bullmq: PackageResources.bullmq_lua
        case .changeDelay: PackageResources.change_delay_lua
        case .changePriority: PackageResources.change_priority_lua
        case .clean: PackageResources.clean_lua
        case .copy: PackageResources.copy_lua
        case .deduplicate: PackageResources.deduplicate_lua
        case .drain: PackageResources.drain_lua
        case .duplicate: PackageResources.duplicate_lua
        case .enqueue: PackageResources.enqueue_lua
        case .families: PackageResources.families_lua
        case .flow: PackageResources.flow_lua
        case .foreign: PackageResources.foreign_lua
        case .freeDeduplication: PackageResources.free_deduplication_lua
        case .hard: PackageResources.hard_lua
        case .holdLimiter: PackageResources.hold_limiter_lua
        case .move: PackageResources.move_lua
        case .obliterate: PackageResources.obliterate_lua
        case .parents: PackageResources.parents_lua
        case .pause: PackageResources.pause_lua
        case .promote: PackageResources.promote_lua
        case .rejoin: PackageResources.rejoin_lua
        case .release: PackageResources.release_lua
        case .releaseLimiter: PackageResources.release_limiter_lua
        case .remove: PackageResources.remove_lua
        case .removeDeduplication: PackageResources.remove_deduplication_lua
        case .removeMissing: PackageResources.remove_missing_lua
        case .removeUnlisted: PackageResources.remove_unlisted_lua
        case .removePriorityKey: PackageResources.remove_priority_key_lua
        case .removeScheduler: PackageResources.remove_scheduler_lua
        case .removeUnprocessedChildren: PackageResources.remove_unprocessed_children_lua
        case .reportCleaned: PackageResources.report_cleaned_lua
        case .requeueAll: PackageResources.requeue_all_lua
        case .restore: PackageResources.restore_lua
        case .resume: PackageResources.resume_lua
        case .retry: PackageResources.retry_lua
        case .revive: PackageResources.revive_lua
        case .runScheduler: PackageResources.run_scheduler_lua
        case .scheduler: PackageResources.scheduler_lua
        case .setConcurrency: PackageResources.set_concurrency_lua
        case .setRateLimit: PackageResources.set_rate_limit_lua
        case .tree: PackageResources.tree_lua
        case .trimEvents: PackageResources.trim_events_lua
        case .upsertScheduler: PackageResources.upsert_scheduler_lua
        case .waiting: PackageResources.waiting_lua
        case .bull: PackageResources.bull_lua
        case .bullAdd: PackageResources.bull_add_lua
        case .bullClean: PackageResources.bull_clean_lua
        case .bullDelay: PackageResources.bull_delay_lua
        case .bullDelayed: PackageResources.bull_delayed_lua
        case .bullDrain: PackageResources.bull_drain_lua
        case .bullDuplicate: PackageResources.bull_duplicate_lua
        case .bullFlow: PackageResources.bull_flow_lua
        case .bullKept: PackageResources.bull_kept_lua
        case .bullMissing: PackageResources.bull_missing_lua
        case .bullLog: PackageResources.bull_log_lua
        case .bullMove: PackageResources.bull_move_lua
        case .bullNew: PackageResources.bull_new_lua
        case .bullObliterate: PackageResources.bull_obliterate_lua
        case .bullPause: PackageResources.bull_pause_lua
        case .bullPausing: PackageResources.bull_pausing_lua
        case .bullPriority: PackageResources.bull_priority_lua
        case .bullPromote: PackageResources.bull_promote_lua
        case .bullPromoteAll: PackageResources.bull_promote_all_lua
        case .bullRejoin: PackageResources.bull_rejoin_lua
        case .bullRelease: PackageResources.bull_release_lua
        case .bullReleaseLimiter: PackageResources.bull_release_limiter_lua
        case .bullRemove: PackageResources.bull_remove_lua
        case .bullRemoveRepeatable: PackageResources.bull_remove_repeatable_lua
        case .bullRestore: PackageResources.bull_restore_lua
        case .bullResume: PackageResources.bull_resume_lua
        case .bullRetry: PackageResources.bull_retry_lua
        case .bullRetryAll: PackageResources.bull_retry_all_lua
        case .bullRevive: PackageResources.bull_revive_lua
        case .bullRunRepeatable: PackageResources.bull_run_repeatable_lua
        case .bullUpsertRepeatable: PackageResources.bull_upsert_repeatable_lua
        }
    }
}
