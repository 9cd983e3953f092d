/// The states of a job, in BullMQ's own words. The raw value is the name that the official library gives it.
///
/// A paused queue's waiting jobs are `waiting` here, in whichever list the queue's family keeps them (data model, 2.3).
public enum JobState: String, CaseIterable, Sendable {
    case waiting
    case active
    case prioritized
    case delayed
    case failed
    case completed
    case waitingChildren = "waiting-children"
}
