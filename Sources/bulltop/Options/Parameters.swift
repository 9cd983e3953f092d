internal import Queues

/// What the options of the commands say.
struct Parameters: Equatable, Sendable {
    var format = OutputFormat.table
    /// The column that queues are sorted by.
    var sort: String?
    /// What names, ids or failures must contain.
    var filter: [UInt8]?
    var state: JobState?
    var order: JobOrder?
    /// The most items.
    var limit: Int?
    /// Items before the first one.
    var offset = 0
    /// Whether to go on with what comes.
    var follows = false
}
