import Redis

/// The scripts for queues of Bull 3 and 4.
extension StoreScript {
    static let bullRetry = bull(PackageResources.bull_retry_lua)
    static let bullPromote = bull(PackageResources.bull_delayed_lua + PackageResources.bull_promote_lua)
    static let bullRemove = bull(
        PackageResources.bull_flow_lua + PackageResources.removed_lua + PackageResources.bull_undo_lua
            + PackageResources.bull_remove_lua)
    static let bullDelay = bull(PackageResources.bull_delay_lua)
    static let bullPriority = bull(PackageResources.bull_priority_lua)
    static let bullData = bull(PackageResources.bull_data_lua)
    static let bullLog = bull(PackageResources.bull_log_lua)
    static let bullClearLogs = bull(PackageResources.bull_clear_logs_lua)
    static let bullDuplicate = bull(PackageResources.bull_new_lua + PackageResources.bull_duplicate_lua)
    static let bullMove = bull(
        PackageResources.bull_flow_lua + PackageResources.bull_delayed_lua + PackageResources.bull_new_lua
            + PackageResources.bull_move_lua)
    static let bullRelease = bull(PackageResources.bull_release_lua)
    static let bullGhost = bull(PackageResources.bull_flow_lua + PackageResources.bull_ghost_lua)

    static let bullAdd = bull(PackageResources.bull_new_lua + PackageResources.bull_add_lua)
    static let bullRestore = bull(PackageResources.bull_restore_lua)
    static let bullPause = bull(PackageResources.bull_pausing_lua + PackageResources.bull_pause_lua)
    static let bullResume = bull(PackageResources.bull_pausing_lua + PackageResources.bull_resume_lua)
    static let bullDrain = bull(walking + PackageResources.bull_drain_lua)
    static let bullClean = bull(walking + PackageResources.bull_clean_lua)
    static let bullRetryAll = bull(PackageResources.walk_lua + PackageResources.bull_retry_all_lua)
    static let bullPromoteAll = bull(
        PackageResources.bull_delayed_lua + PackageResources.walk_lua + PackageResources.bull_promote_all_lua)
    static let bullObliterate = bull(
        removing + PackageResources.bull_pausing_lua + PackageResources.bull_obliterate_lua)
    static let bullUpsertRepeatable = bull(
        removing + PackageResources.bull_new_lua + PackageResources.bull_upsert_repeatable_lua)
    static let bullRemoveRepeatable = bull(removing + PackageResources.bull_remove_repeatable_lua)
    static let bullRunRepeatable = bull(PackageResources.bull_delayed_lua + PackageResources.bull_run_repeatable_lua)
    static let bullReleaseLimiter = bull(PackageResources.bull_release_limiter_lua)

    private static let removing = PackageResources.bull_flow_lua + PackageResources.bull_delayed_lua
    private static let walking = removing + PackageResources.walk_lua

    private static func bull(_ source: [UInt8]) -> Script {
        Script(PackageResources.values_lua + PackageResources.bull_lua + source)
    }
}
