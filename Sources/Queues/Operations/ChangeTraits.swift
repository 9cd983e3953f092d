/// The properties of a change of a job or a queue, declared once for the screens and the commands, so that they cannot
/// differ.
public struct ChangeTraits: Hashable, Sendable {
    /// The states in which a job cannot be changed, each with the reason as a sentence.
    public var obstacles: [JobState: String]
    /// The state that is meant where jobs in several states are chosen together; nil for all in which it is possible.
    public var usualState: JobState?
    /// The property that a job must have; nil for none.
    public var need: Need?
    /// The data that it removes.
    public var loss: Loss
    /// Whether the job leaves its queue.
    public var takesJobAway: Bool
    /// Whether it goes through the jobs of a queue, and so may change many.
    public var isForMany: Bool
    /// The jobs or keys that are counted before it is confirmed.
    public var count: Count
    /// Whether a command asks before it, also where it names one job or queue; a key on the screen always asks.
    public var isAsked: Bool
    /// Whether it counts as done where there is nothing to change.
    public var isTidying: Bool

    /// The property that a job must have for a change.
    public enum Need: Hashable, Sendable { case parent, deduplicationID }

    /// The data that a change removes.
    public enum Loss: Hashable, Sendable {
        case nothing
        /// Leftovers that no queue needs: missing jobs and unlisted jobs.
        case leftovers
        /// Jobs that can be restored, as far as the trash has room.
        case jobs
        /// Jobs, for good.
        case jobsForGood
    }

    /// The jobs that a change is for, where they can be counted before it.
    public enum Count: Hashable, Sendable {
        /// It is for no job, or for the one that is named.
        case nothing
        /// The named job, and the children that are changed with it.
        case family
        /// All jobs in these states.
        case states([JobState])
        /// Those that a clean would remove.
        case clean(CleanRequest)
        /// Those that no list of the queue mentions.
        case unlisted
    }

    /// Creates the traits of a change that may be made to any job and removes nothing, unless the parameters differ.
    public init(
        except obstacles: [JobState: String] = [:], needs need: Need? = nil, loses loss: Loss = .nothing,
        takesJobAway: Bool = false, isForMany: Bool = false, counts count: Count = .nothing,
        isAsked: Bool = false, isTidying: Bool = false
    ) {
        self.obstacles = obstacles
        self.need = need
        self.loss = loss
        self.takesJobAway = takesJobAway
        self.isForMany = isForMany
        self.count = count
        self.isAsked = isAsked
        self.isTidying = isTidying
    }

    /// Creates the traits of a change that may be made to jobs in some states only; `sentence` gives the reason.
    public init(
        only states: Set<JobState>, _ sentence: String, usually usualState: JobState? = nil,
        loses loss: Loss = .nothing,
        isAsked: Bool = false
    ) {
        let others = JobState.allCases.filter { !states.contains($0) }
        self.init(
            except: Dictionary(uniqueKeysWithValues: others.map { ($0, sentence) }), loses: loss, isAsked: isAsked)
        self.usualState = usualState
    }

    /// Whether it removes jobs for good, so that a name must be typed.
    public var isDestructive: Bool { loss == .jobsForGood }

    /// Whether the jobs that it is for can be counted before it.
    public var isCounted: Bool {
        switch count {
        case .states, .clean, .unlisted: true
        case .nothing, .family: false
        }
    }

    /// Returns the reason why it cannot be made to a job in this state; nil where it can.
    public func reason(against state: JobState) -> String? { obstacles[state] }

    /// Returns the reason why it would do nothing to this job; nil where it would.
    public func reason(against row: JobRow) -> String? {
        switch need {
        case .parent where row.parentKey == nil: "This job has no parent."
        case .deduplicationID where row.deduplicationID == nil: "This job has no deduplication id."
        case .parent, .deduplicationID, nil: nil
        }
    }
}
