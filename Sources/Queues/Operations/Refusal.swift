/// Why an operation changed nothing.
public enum Refusal: Hashable, Sendable {
    /// A worker holds the job's lock.
    case locked
    /// A worker holds the lock of one of the job's children.
    case childLocked
    /// The job does not exist any more.
    case vanished
    /// The job is in another state by now; nil where it is in none.
    case moved(to: JobState?)
    /// The job is the pending iteration of this job scheduler, which would stop without it.
    case pendingIteration(scheduler: [UInt8])
    /// The ACL user may not do it; the server's own words.
    case noPermission(String)
    /// The server is a replica, or read-only for another reason.
    case readOnlyServer
    /// The server did not take the commands, for this reason.
    case server(ServerRefusal)
    /// The job has left the list while the operation went through it, or the whole list was deleted.
    case gone
    /// The operation does not exist for this family.
    case unsupported(Family)
    /// The job's data is not what the operator saw.
    case changed
    /// The job waits for children, which a copy would not have.
    case hasChildren
    /// The job is the child of a parent that exists, and would lose it.
    case hasParent
    /// The job is no child, or its parent does not wait for it.
    case noParent
    /// The parent does not exist any more.
    case parentVanished
    /// The id exists; it is no missing job, or not free.
    case exists
    /// It is too large to be kept for the undo, with its children if these go, too; nobody agreed to lose it.
    case tooLarge
    /// There is no such key, scheduler or limit.
    case absent
    /// Jobs are active. The queue stays paused (data model, 4.13).
    case active(Int)
    /// The deduplication id belongs to this job, which already exists.
    case deduplicated(owner: JobID)
    /// A key that the operation needs holds another type than the library gives it: its name, and that type in the server's
    /// words.
    case wrongType(key: [UInt8], found: String)
    /// A worker would fail the job as soon as it takes it, for this reason: it stalled too often, or a child failed.
    case failsAtOnce(reason: [UInt8])
    /// Jobs are in a structure that no library we know has; what it is, as the subject of a sentence.
    case foreign(String)
    /// A value is not allowed; which one and why, as a sentence.
    case invalid(String)

    /// Whether the job was in another state by then, or not there any more.
    public var isMove: Bool {
        switch self {
        case .moved, .vanished, .gone: true
        default: false
        }
    }

    /// Whether no other job would fare better.
    public var concernsAllJobs: Bool {
        switch self {
        case .noPermission, .readOnlyServer: true
        case .server(.wrongType), .server(.other): false
        case .server: true
        default: false
        }
    }
}

/// Why a server does not take commands that change something. Nothing was changed then.
public enum ServerRefusal: Hashable, Sendable {
    /// It holds as much as `maxmemory` lets it (OOM).
    case outOfMemory
    /// Its last attempt to save has failed (MISCONF).
    case cannotSave
    /// Fewer replicas are connected than it wants (NOREPLICAS).
    case tooFewReplicas
    /// It does not know a command, or knows it by another name; the server's words.
    case unknownCommand(String)
    /// A key holds another type than it should (WRONGTYPE).
    case wrongType
    /// It is not ready to answer: it loads its data, or a script or a failover is under way; the server's words.
    case notReady(String)
    /// Another node of its cluster has the queue; the server's words.
    case otherNode(String)
    /// Another reason; the server's words.
    case other(String)
}
