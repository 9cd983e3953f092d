import Queues

/// The sections of the lower part of the job screen, in the order of the tabs.
enum JobSection: String, CaseIterable, Sendable {
    /// The failed reason and the stack trace of each attempt.
    case error
    case data
    case options
    /// The return value.
    case result
    case progress
    case logs

    /// The field that is read in pieces; nil for the logs, which are read by lines.
    var field: LargeField? {
        switch self {
        case .error: .stacktrace
        case .data: .data
        case .options: .opts
        case .result: .returnvalue
        case .progress: .progress
        case .logs: nil
        }
    }

    /// Returns the words for a section without content.
    func absence(in state: JobState?) -> String {
        let isOver = state == nil || state == .completed || state == .failed
        return switch self {
        case .error: "No failure."
        case .data: "No data."
        case .options: "No options."
        case .result: isOver ? "No return value." : "No return value yet."
        case .progress: isOver ? "No progress." : "No progress yet."
        case .logs: isOver ? "No logs." : "No logs yet."
        }
    }
}
