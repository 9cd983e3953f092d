public import Queues

extension Words {
    /// Returns the reason why an operation changed nothing, or in a trial would change nothing, as the rest of a
    /// sentence.
    static func reason(_ refusal: Refusal, isTrial: Bool = false) -> String {
        switch refusal {
        case .locked: "a worker runs it and holds its lock."
        case .childLocked: "a worker runs one of its children."
        case .vanished: "it does not exist (any more)."
        case .moved(let state?): "it is \(state.rawValue) now."
        case .moved(nil): "it is in no list of the queue now."
        case .pendingIteration(let scheduler):
            "it is the next run of the job scheduler \(name(scheduler)), which would stop without it."
        case .noPermission(let words): "the Redis user may not do this (\(short(words)))."
        case .readOnlyServer: "the server takes no changes; it is a replica or read-only."
        case .server(let refusal): reason(refusal)
        case .gone: "it has left its list."
        case .unsupported(let family): "\(family.name) does not have this operation."
        case .changed: "its data has changed."
        case .hasChildren: "it waits for its children, which a copy would not have."
        case .hasParent: "its parent would lose it; detach it first."
        case .noParent: "no parent waits for it."
        case .parentVanished: "its parent does not exist any more."
        case .exists: "this id exists already."
        case .absent: "it does not exist."
        case .tooLarge: "it is too large for the trash."
        case .active(let count):
            "\(Format.count(count, "job is", "jobs are")) active; the queue \(isTrial ? "would stay" : "stays") paused."
        case .deduplicated(let owner): "its deduplication id belongs to job \(name(owner.bytes))."
        case .failsAtOnce(let reason):
            "a worker would fail it at once (\(name(reason))); retry it with its attempts reset."
        case .foreign(let what): "\(what) are not ours to remove."
        case .wrongType(let key, let found): "its key \(name(key)) holds a \(found), which no library puts there."
        case .invalid(let words): uncapitalized(words)
        }
    }

    /// Returns the reason why a server takes no changes, and what to do about it.
    private static func reason(_ refusal: ServerRefusal) -> String {
        switch refusal {
        case .outOfMemory: "the server is out of memory (OOM): remove what is not needed, or raise maxmemory."
        case .cannotSave:
            "the server takes no changes since it could not save (MISCONF): see its log and the space on its disk."
        case .tooFewReplicas:
            "the server takes no changes since too few replicas are connected (NOREPLICAS): look at its replicas."
        case .unknownCommand(let words):
            "the server has no such command (\(short(words))): it may be renamed or disabled there."
        case .wrongType:
            "a key of the queue holds another type than it should (WRONGTYPE): something else writes to it."
        case .notReady(let words): "the server is not ready (\(short(words))): \(patience(words))"
        case .otherNode(let words): "another node of the cluster has the queue (\(short(words))): connect to that one."
        case .other(let words): "the server refused it (\(short(words)))."
        }
    }

    /// Returns the advice for a server that will be ready later.
    private static func patience(_ words: String) -> String {
        switch words.prefix(while: { $0 != " " }) {
        case "BUSY": "wait until its script has ended, or look at SCRIPT KILL."
        case "LOADING": "wait until it has read its data from disk."
        case "MASTERDOWN": "wait until its primary answers again."
        case "TRYAGAIN": "its hash slot is moving to another node; wait until it has."
        default: "wait until its cluster has all slots again."
        }
    }

    /// Returns the reason why some jobs were not changed, as a sentence with those of their ids that are known.
    static func reason(_ refusal: Refusal, of count: Int, _ ids: String = "", isTrial: Bool = false) -> String {
        let number = Format.count(count) + (ids.isEmpty ? "" : " (\(ids))")
        let were = count == 1 ? "was" : "were"
        return switch refusal {
        case .moved(let state?): "\(number) \(were) \(state.rawValue) by then."
        case .moved(nil): "\(number) \(were) in no list by then."
        case .vanished: "\(number) did not exist (any more)."
        case .gone: "\(number) had left the list by then."
        case .locked: "\(number) \(were) held by a worker."
        case .tooLarge: "\(number) \(were) too large for the trash."
        default: "\(number) \(isTrial ? "would stay" : "stayed"): \(reason(refusal, isTrial: isTrial))"
        }
    }

    /// Returns the words of a server or a library, cut to fit into a sentence.
    static func short(_ words: String) -> String {
        let scalars = words.unicodeScalars.prefix(200)
        let text = String(String.UnicodeScalarView(scalars))
        return scalars.count == words.unicodeScalars.count ? text : text + ellipsis
    }
}

extension Refusal {
    /// Returns the reason why nothing was changed, or in a trial would be, as the rest of a sentence on a job or a
    /// queue. For a job that was moved meanwhile it lists the states that the change works on, where it does not work
    /// on all.
    public func explanation(of change: JobChange?, isTrial: Bool = false) -> String {
        guard case .moved(let state?) = self, let rule = change?.traits.reason(against: state) else {
            return Words.reason(self, isTrial: isTrial)
        }
        return "it is \(state.rawValue) now; \(rule.prefix(1).lowercased())\(rule.dropFirst())"
    }

    /// The reason as a word for programs: the name of the case.
    public var word: String { String(String(describing: self).prefix { $0 != "(" }) }
}
