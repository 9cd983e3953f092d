/// What holds for a change of a job or a queue, described once: the screens and the commands both read it, so that they
/// cannot differ.
public struct ChangeTraits: Hashable, Sendable {
    /// Why the change cannot be made to a job in one of these states, as a sentence. It can in all others.
    public var obstacles: [JobState: String]
    /// What a job must have; nil for nothing.
    public var need: Need?
    /// What goes away by it.
    public var loss: Loss
    /// Whether the job is not in its queue any more once it was made.
    public var takesJobAway: Bool
    /// Whether it goes through the jobs of a queue, and so may change many.
    public var isForMany: Bool
    /// What is counted before it is confirmed.
    public var count: Count
    /// Whether a command asks before it, also where it names one job or queue; a key on the screen asks in any case.
    public var isAsked: Bool
    /// Whether nothing is wrong where there is nothing to change.
    public var isTidying: Bool

    /// What a job must have for a change.
    public enum Need: Hashable, Sendable { case parent, deduplicationID }

    /// What goes away by a change.
    public enum Loss: Hashable, Sendable {
        case nothing
        /// Jobs that can be restored, as far as the trash has room.
        case jobs
        /// Jobs, for good.
        case jobsForGood
    }

    /// Which jobs a change is for, where that can be counted beforehand.
    public enum Count: Hashable, Sendable {
        /// It is not for jobs, or for the one that is named.
        case nothing
        /// The job that is named, and the children that go with it.
        case family
        /// All jobs in these states.
        case states([JobState])
        /// Those that a clean would remove.
        case clean(CleanRequest)
        /// Those that no list of the queue mentions.
        case unlisted
    }

    /// Creates a change that may be made to any job and takes nothing away, unless it says otherwise.
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

    /// Creates a change that may be made to jobs in some states only; the sentence says so.
    public init(
        only states: Set<JobState>, _ sentence: String, loses loss: Loss = .nothing, isAsked: Bool = false
    ) {
        let others = JobState.allCases.filter { !states.contains($0) }
        self.init(
            except: Dictionary(uniqueKeysWithValues: others.map { ($0, sentence) }), loses: loss, isAsked: isAsked)
    }

    /// Whether jobs are gone for good by it, so that a name is to be typed.
    public var isDestructive: Bool { loss == .jobsForGood }

    /// Whether the jobs that it is for can be counted beforehand.
    public var isCounted: Bool {
        switch count {
        case .states, .clean, .unlisted: true
        case .nothing, .family: false
        }
    }

    /// Returns why it cannot be made to a job in this state; nil where it can.
    public func reason(against state: JobState) -> String? { obstacles[state] }

    /// Returns why it makes no sense for this very job; nil where it does.
    public func reason(against row: JobRow) -> String? {
        switch need {
        case .parent where row.parentKey == nil: "This job has no parent."
        case .deduplicationID where row.deduplicationID == nil: "This job has no deduplication id."
        case .parent, .deduplicationID, nil: nil
        }
    }
}
