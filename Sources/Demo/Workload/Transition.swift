internal import Redis

/// The worker transitions: each is one atomic script, after the shared prelude.
enum Transition {
    static let addJob = script(PackageResources.add_job_lua)
    static let takeJob = script(PackageResources.take_job_lua)
    static let completeJob = script(PackageResources.complete_job_lua)
    static let failJob = script(PackageResources.fail_job_lua)
    static let backOff = script(PackageResources.back_off_lua)
    static let reportProgress = script(PackageResources.report_progress_lua)
    static let extendLock = script(PackageResources.extend_lock_lua)
    static let checkStalled = script(PackageResources.check_stalled_lua)
    static let addScheduler = script(PackageResources.add_scheduler_lua)
    static let pauseQueue = script(PackageResources.pause_queue_lua)
    static let openQueue = script(PackageResources.open_queue_lua)
    static let rememberJob = script(PackageResources.remember_job_lua)

    /// Returns a script of a file, after the files that it includes.
    private static func script(_ source: [UInt8]) -> Script {
        let included = ScriptHeader(source).includes.flatMap { name in
            name == "prelude" ? PackageResources.prelude_lua + [UInt8(ascii: "\n")] : []
        }
        return Script(included + source)
    }
}
