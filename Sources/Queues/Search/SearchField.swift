/// The fields of a job's hash that a search may read.
public enum SearchField: Int, CaseIterable, Sendable {
    case name
    case failedReason
    case stacktrace
    case data
    case opts
    case returnvalue
    case progress
    case timestamp
    case processedOn
    case finishedOn
    case attemptsMade
    case attempts
    case priority
    case delay
    case worker
    case scheduler
    case parentKey
    case deduplicationID

    /// Its name in the hash (data model, 2.1).
    public var key: String {
        switch self {
        case .name: "name"
        case .failedReason: "failedReason"
        case .stacktrace: "stacktrace"
        case .data: "data"
        case .opts: "opts"
        case .returnvalue: "returnvalue"
        case .progress: "progress"
        case .timestamp: "timestamp"
        case .processedOn: "processedOn"
        case .finishedOn: "finishedOn"
        case .attemptsMade: "attemptsMade"
        case .attempts: "atm"
        case .priority: "priority"
        case .delay: "delay"
        case .worker: "pb"
        case .scheduler: "rjk"
        case .parentKey: "parentKey"
        case .deduplicationID: "deid"
        }
    }

    /// Its name on BullMQ's own Job (data model, 2.1).
    public var name: String {
        switch self {
        case .attempts: "attemptsMade"
        case .worker: "processedBy"
        case .scheduler: "repeatJobKey"
        case .deduplicationID: "deduplicationId"
        case .name, .failedReason, .stacktrace, .data, .opts, .returnvalue, .progress, .timestamp, .processedOn,
            .finishedOn, .attemptsMade, .priority, .delay, .parentKey:
            key
        }
    }

    /// Whether it may be so large that its length is checked before it is read.
    public var mayBeLarge: Bool {
        switch self {
        case .stacktrace, .data, .opts, .returnvalue, .progress, .failedReason: true
        case .name, .timestamp, .processedOn, .finishedOn, .attemptsMade, .attempts, .priority, .delay, .worker,
            .scheduler,
            .parentKey, .deduplicationID:
            false
        }
    }
}
