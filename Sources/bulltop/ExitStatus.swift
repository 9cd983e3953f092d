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
    /// What a monitoring system was answered.
    case check(Check)

    /// The answers of a plugin of Nagios, whose codes they have.
    enum Check: Int32, Hashable, Sendable {
        case ok, warning, critical, unknown

        /// Its word at the beginning of the line.
        var word: String {
            switch self {
            case .ok: "OK"
            case .warning: "WARNING"
            case .critical: "CRITICAL"
            case .unknown: "UNKNOWN"
            }
        }
    }

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
        case .check(let answer): answer.rawValue
        }
    }
}
