import Redis

/// The Lua scripts of this module, as they are embedded.
enum StoreScript {
    static let retry = operation(PackageResources.rejoin_lua + PackageResources.retry_lua)
    static let promote = operation(PackageResources.promote_lua)
    static let remove = operation(
        PackageResources.flow_lua + tree + PackageResources.remove_lua)
    static let removeUnprocessedChildren = operation(
        PackageResources.flow_lua + tree + PackageResources.remove_unprocessed_children_lua)
    static let breakDependency = operation(PackageResources.flow_lua + PackageResources.break_dependency_lua)
    static let changeDelay = operation(PackageResources.enqueue_lua + PackageResources.change_delay_lua)
    static let changePriority = operation(PackageResources.change_priority_lua)
    static let updateData = operation(PackageResources.update_data_lua)
    static let addLog = operation(PackageResources.add_log_lua)
    static let clearLogs = operation(PackageResources.clear_logs_lua)
    static let release = operation(PackageResources.release_lua)
    static let removeGhost = operation(PackageResources.flow_lua + PackageResources.remove_ghost_lua)
    static let removeDeduplication = operation(PackageResources.remove_deduplication_lua)
    static let restore = operation(
        PackageResources.flow_lua + tree + PackageResources.enqueue_lua + PackageResources.restore_lua)

    static let duplicate = operation(
        PackageResources.flow_lua + PackageResources.enqueue_lua + PackageResources.copy_lua
            + PackageResources.duplicate_lua)
    static let move = operation(
        PackageResources.flow_lua + PackageResources.enqueue_lua + PackageResources.copy_lua
            + PackageResources.move_lua)
    static let add = operation(
        PackageResources.flow_lua + PackageResources.enqueue_lua + PackageResources.deduplicate_lua
            + PackageResources.add_lua)
    static let upsertScheduler = operation(
        PackageResources.flow_lua + PackageResources.enqueue_lua + PackageResources.upsert_scheduler_lua)
    static let removeScheduler = operation(
        PackageResources.flow_lua + PackageResources.scheduler_lua + PackageResources.remove_scheduler_lua)
    static let runScheduler = operation(PackageResources.scheduler_lua + PackageResources.run_scheduler_lua)

    static let pause = operation(PackageResources.pause_lua)
    static let resume = operation(PackageResources.resume_lua)
    static let drain = operation(emptying + PackageResources.drain_lua)
    static let clean = operation(emptying + PackageResources.clean_lua)
    static let reportCleaned = operation(PackageResources.report_cleaned_lua)
    static let requeueAll = operation(
        PackageResources.walk_lua + PackageResources.rejoin_lua + PackageResources.requeue_all_lua)
    static let obliterate = operation(
        PackageResources.flow_lua + PackageResources.hard_lua + PackageResources.obliterate_lua)
    static let setConcurrency = operation(PackageResources.set_concurrency_lua)
    static let setRateLimit = operation(PackageResources.set_rate_limit_lua)
    static let holdLimiter = operation(PackageResources.hold_limiter_lua)
    static let releaseLimiter = operation(PackageResources.release_limiter_lua)
    static let trimEvents = operation(PackageResources.trim_events_lua)
    static let removeOrphans = operation(PackageResources.flow_lua + PackageResources.remove_orphans_lua)
    static let removePriorityKey = operation(PackageResources.remove_priority_key_lua)
    static let freeDeduplication = operation(PackageResources.free_deduplication_lua)

    private static let tree = PackageResources.removed_lua + PackageResources.tree_lua
    private static let emptying =
        PackageResources.flow_lua + PackageResources.walk_lua + PackageResources.hard_lua
    private static let excerpt = Script(PackageResources.excerpt_lua)

    /// Operations share the beginning: the queue's keys, where a waiting job goes, events.
    private static func operation(_ source: [UInt8]) -> Script {
        Script(PackageResources.values_lua + PackageResources.queue_lua + source)
    }

    /// A command that returns a piece of a hash's field. It sends the short script itself, so that it works in a pipeline.
    static func excerpt(of field: String, in hash: [UInt8], from offset: Int, count: Int) -> Command {
        let arguments = [field, String(offset), String(count)].map { Array($0.utf8) }
        return excerpt.eval(keys: [hash], arguments: arguments)
    }
}
