internal import JSONText
import Queues

extension QueueEvidence {
    /// The facts as a value; those that are not known are left out. The number of workers stands beside them.
    var recorded: JSON {
        var members: [JSON.Member] = []
        func add(_ name: String, _ value: (some BinaryInteger)?) {
            if let value { members.append(.init(name, .number(value))) }
        }
        func add(_ name: String, _ value: JSON?) { if let value { members.append(.init(name, value)) } }
        add("recentFailed", recentFailed)
        add("recentCompleted", recentCompleted)
        add("keptOnly", keptOnly ? .boolean(true) : nil)
        add("failingSince", failingSince)
        add("unlocked", unlocked.map(Self.value))
        add("movedAt", movedAt)
        add("limitedUntil", limitedUntil)
        add("nextRun", nextRun)
        add("schedulers", schedulers)
        add("stopped", stoppedSchedulers.map { ["schedulers": .number($0.count), "first": .bytes($0.first)] })
        add("blocked", blockedParents.map(Self.value))
        add("scattered", isScattered ? .boolean(true) : nil)
        add("missingJobs", missingJobs > 0 ? missingJobs : nil)
        add("unmanaged", unmanaged.map(Self.value))
        add("backlog", .array(history.map { [.number($0.time), .number($0.backlog), .number($0.finished)] }))
        return .object(members)
    }

    private static func value(_ jobs: UnlockedJobs) -> JSON {
        [
            "jobs": .number(jobs.count), "sampled": .number(jobs.sampled), "since": .number(jobs.since),
            "started": .number(jobs.started),
        ]
    }

    private static func value(_ parents: BlockedParents) -> JSON {
        [
            "parents": .number(parents.count), "sampled": .number(parents.sampled),
            "first": .bytes(parents.first.bytes),
        ]
    }

    private static func value(_ jobs: UnmanagedJobs) -> JSON {
        ["jobs": .number(jobs.jobs), "groups": .number(jobs.groups), "whole": .boolean(jobs.isWhole)]
    }

    init(recorded json: JSON) {
        self.init()
        (recentFailed, recentCompleted) = (json["recentFailed"]?.count, json["recentCompleted"]?.count)
        keptOnly = json["keptOnly"]?.boolean == true
        (failingSince, movedAt) = (json["failingSince"]?.integer, json["movedAt"]?.integer)
        (limitedUntil, nextRun) = (json["limitedUntil"]?.integer, json["nextRun"]?.integer)
        schedulers = json["schedulers"]?.count
        isScattered = json["scattered"]?.boolean == true
        missingJobs = json["missingJobs"]?.count ?? 0
        if let jobs = json["unlocked"], let count = jobs["jobs"]?.count, let since = jobs["since"]?.integer {
            unlocked = UnlockedJobs(
                count: count, sampled: jobs["sampled"]?.count ?? count, since: since,
                started: jobs["started"]?.integer)
        }
        if let stopped = json["stopped"], let count = stopped["schedulers"]?.count {
            stoppedSchedulers = StoppedSchedulers(count: count, first: stopped["first"]?.anyBytes ?? [])
        }
        if let parents = json["blocked"], let count = parents["parents"]?.count {
            blockedParents = BlockedParents(
                count: count, sampled: parents["sampled"]?.count ?? count,
                first: JobID(parents["first"]?.anyBytes ?? []))
        }
        if let jobs = json["unmanaged"], let count = jobs["jobs"]?.count {
            unmanaged = UnmanagedJobs(
                jobs: count, groups: jobs["groups"]?.count ?? 0, isWhole: jobs["whole"]?.boolean != false)
        }
        history = json["backlog"]?.elements?.compactMap { BacklogSample(recorded: $0) } ?? []
    }
}

extension BacklogSample {
    fileprivate init?(recorded json: JSON) {
        guard let values = json.elements, values.count == 3, let time = values[0].integer,
            let backlog = values[1].count, let finished = values[2].count
        else { return nil }
        self.init(time: time, backlog: backlog, finished: finished)
    }
}
