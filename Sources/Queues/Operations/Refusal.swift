/// The reason why an operation changed nothing.
public enum Refusal: Hashable, Sendable {
    /// A worker holds the job's lock.
    case locked
    /// A worker holds the lock of one of the job's children.
    case childLocked
    /// The job does not exist any more.
    case vanished
    /// The job is in another state by now; nil where it is in none.
    case moved(to: JobState?)
    /// The job is the next run of this job scheduler, which would stop without it.
    case pendingIteration(scheduler: [UInt8])
    /// The ACL user has no permission; the server's words.
    case noPermission(String)
    /// The server is a replica, or read-only for another reason.
    case readOnlyServer
    /// The server refused the commands, for this reason.
    case server(ServerRefusal)
    /// The job left the list while the operation went through it, or the whole list was deleted.
    case gone
    /// The operation does not exist for this family.
    case unsupported(Family)
    /// The job's data is not what the operator saw.
    case changed
    /// The job waits for children, which a copy would not have.
    case hasChildren
    /// The job is the child of a parent that exists; it would lose the parent.
    case hasParent
    /// The job is not a child, or its parent does not wait for it.
    case noParent
    /// The parent does not exist any more.
    case parentVanished
    /// The id exists: it is not a missing job, or not free.
    case exists
    /// The job is too large to be kept for the trash, with the children that are removed with it, and the loss was not
    /// allowed.
    case tooLarge
    /// There is no such key, scheduler or limit.
    case absent
    /// Jobs are active. The queue stays paused (data model, 4.13).
    case active(Int)
    /// The deduplication id belongs to this job, which already exists.
    case deduplicated(owner: JobID)
    /// A key that the operation needs holds another type than the library gives it: the key's name, and that type in
    /// the server's words.
    case wrongType(key: [UInt8], found: String)
    /// A worker would fail the job as soon as it takes it, for this reason: the job stalled too often, or a child
    /// failed.
    case failsAtOnce(reason: [UInt8])
    /// Jobs are in a structure that no known library has; its description, as the subject of a sentence.
    case foreign(String)
    /// A value is not allowed; which value and why, as a sentence.
    case invalid(String)

    /// Whether the job was in another state by then, or did not exist.
    public var isMove: Bool {
        switch self {
        case .moved, .vanished, .gone: true
        default: false
        }
    }

    /// Whether every other job would be refused as well.
    public var concernsAllJobs: Bool {
        switch self {
        case .noPermission, .readOnlyServer: true
        case .server(.wrongType), .server(.other): false
        case .server: true
        default: false
        }
    }
}

/// The reason why a server refuses commands that change something. Nothing was changed.
public enum ServerRefusal: Hashable, Sendable {
    /// The server's memory is at `maxmemory` (OOM).
    case outOfMemory
    /// Its last attempt to save has failed (MISCONF).
    case cannotSave
    /// Fewer replicas are connected than the server requires (NOREPLICAS).
    case tooFewReplicas
    /// The server does not know a command, or knows it by another name; the server's words.
    case unknownCommand(String)
    /// A key holds another type than it should (WRONGTYPE).
    case wrongType
    /// The server is not ready: it loads its data, or a script or a failover is under way; the server's words.
    case notReady(String)
    /// Another node of the cluster has the queue; the server's words.
    case otherNode(String)
    /// Another reason; the server's words.
    case other(String)
}
