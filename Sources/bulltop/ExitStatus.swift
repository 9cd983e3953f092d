/// How the program ends.
enum ExitStatus: Hashable, Sendable {
    case success
    /// Something failed while it ran.
    case failure
    /// The command line or the configuration is wrong, or there is no terminal where one is needed.
    case usage
    /// The server could not be reached or read.
    case noConnection
    /// Some of it was done; the report says what was not.
    case partial
    /// Nothing was changed: read-only, no permission, or not as the operation needs it.
    case refused
    /// A signal from outside ended it.
    case signal(Int32)

    /// What the shell sees.
    var code: Int32 {
        switch self {
        case .success: 0
        case .failure: 1
        case .usage: 2
        case .noConnection: 3
        case .partial: 4
        case .refused: 5
        case .signal(let number): 128 + number
        }
    }
}
