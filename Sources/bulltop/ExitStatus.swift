/// The exit status of the program.
enum ExitStatus: Hashable, Sendable {
    case success
    /// Something failed while the program ran.
    case failure
    /// The command line or the configuration is wrong, or there is no terminal where one is needed.
    case usage
    /// The server could not be reached or read.
    case noConnection
    /// A part was done; the report lists the rest.
    case partial
    /// Nothing was changed: read-only, no permission, or a precondition does not hold.
    case refused
    /// A signal from outside ended the program.
    case signal(Int32)

    /// The exit code for the shell.
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
