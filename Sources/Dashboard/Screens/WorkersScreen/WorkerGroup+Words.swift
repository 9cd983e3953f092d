import Canvas
public import Queues

extension WorkerGroup {
    /// The name of a worker without a name.
    static let noName = "(no name)"

    /// The texts that a filter looks at, besides the jobs.
    var texts: [[UInt8]] { [name ?? [], queue.name, library ?? []] + addresses }

    /// Returns the state of the worker in a few words.
    func state(_ context: DrawContext) -> StyledText {
        let words = DisplayText(words)
        if unlocked > 0 { return StyledText(context.glyphs.failure + " " + words, context[.error]) }
        switch presence {
        case .connected:
            return jobs.isEmpty
                ? StyledText(words, context[.muted])
                : StyledText(context.glyphs.arrowRight + " " + words, context[.active])
        case .gone: return StyledText(context.glyphs.warning + " " + words, context[.warning])
        case .unknown, .elsewhere: return StyledText(words, context[.warning])
        case .unnamed: return StyledText(words, context[.muted])
        }
    }

    /// The state of the worker in a few words, as `bulltop workers` prints it.
    public var words: String {
        if unlocked > 0 {
            return switch presence {
            case .gone: "left \(Format.count(unlocked, "job"))"
            case .unnamed: "\(Format.count(unlocked, "job")) no lock"
            case .connected, .unknown, .elsewhere: "lost \(Format.count(unlocked, "lock"))"
            }
        }
        switch presence {
        case .connected: return jobs.isEmpty ? "waits" : "works"
        case .gone: return "not connected"
        case .unknown, .elsewhere: return "? if connected"
        case .unnamed: return "? which worker"
        }
    }

    /// The remark on the worker; nil where all is well.
    var remark: (text: String, role: ThemeRole)? {
        let left = Format.count(unlocked, "active job")
        let release =
            unlocked == 1
            ? "No worker runs it any more: :release gives it back to the queue."
            : "No worker runs them any more: :release gives one back to the queue."
        switch presence {
        case .gone where unlocked > 0:
            return ("No client has its name, and it left \(left) without a lock. \(release)", .error)
        case .gone:
            return ("No client has its name; it holds locks that will end unless it comes back.", .warning)
        case .unknown:
            return ("Whether it is connected is unknown: the server does not allow CLIENT LIST.", .warning)
        case .elsewhere:
            return (
                "Whether it is connected is unknown: workers connect to the primary, and this is a replica.", .muted
            )
        case .unnamed where unlocked > 0:
            let verb = unlocked == 1 ? "names" : "name"
            return ("\(left) without a lock \(verb) no worker: perhaps one that is gone. \(release)", .error)
        case .unnamed:
            return ("The jobs do not name their worker, and more than one may hold them.", .muted)
        case .connected where unlocked > 0:
            return ("It is connected, and yet \(left) of its name lost the lock: it stalls, or was restarted.", .error)
        case .connected: return nil
        }
    }

    /// Returns the facts about the worker, the most important first.
    func facts(_ context: DrawContext) -> [JobFact] {
        var facts = [JobFact("queue", queue.name), JobFact("prefix", queue.prefix, .muted)]
        if connections.count > 1 { facts.append(JobFact("connections of this name", "\(connections.count)")) }
        facts += addresses.prefix(8).map { JobFact("address", $0) }
        if addresses.count > 8 { facts.append(JobFact("and", "\(addresses.count - 8) more addresses", .muted)) }
        if let age { facts.append(JobFact("connected for", Format.age(age))) }
        if let idle { facts.append(JobFact("idle for", Format.age(idle))) }
        if let library { facts.append(JobFact("library", library)) }
        facts.append(JobFact("jobs", Format.count(jobs.count)))
        if unlocked > 0 { facts.append(JobFact("without a lock", Format.count(unlocked), .error)) }
        return facts
    }

    /// Returns the run time of the job that began first, in ms; nil without a job.
    func longestRun(now: Milliseconds) -> Milliseconds? {
        jobs.compactMap(\.processedOn).min().map { max(0, Format.elapsed(from: $0, to: now)) }
    }
}
