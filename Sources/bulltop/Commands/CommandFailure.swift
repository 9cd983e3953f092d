internal import Dashboard
internal import Queues

/// Why a command ended before it was done.
enum CommandFailure: Error, Hashable, Sendable {
    case usage(UsageError)
    /// The server could not be asked.
    case trouble(Trouble, address: String)
    /// There is no such thing, or it went wrong; as a sentence.
    case failed(String)
    /// It may not be, or not now; as a sentence.
    case refused(String)
    /// Nobody reads what is written.
    case readerGone
    /// It could not be written, and that was reported.
    case outputFailed

    /// What is said about it; nil where nothing is.
    var text: String? {
        switch self {
        case .usage(let error): error.text
        case .trouble(let trouble, let address): "\(address): \(trouble.explanation)"
        case .failed(let words), .refused(let words): words
        case .readerGone, .outputFailed: nil
        }
    }

    /// How the program ends.
    var status: ExitStatus {
        switch self {
        case .usage: .usage
        case .trouble(let trouble, _): trouble.status
        case .failed, .outputFailed: .failure
        case .refused: .refused
        case .readerGone: .success
        }
    }
}

extension Trouble {
    /// How the program ends that came upon it.
    var status: ExitStatus {
        switch self {
        case .noPermission: .refused
        case .server, .wrongType, .implausible: .failure
        case .notSent(let trouble): trouble.status
        default: .noConnection
        }
    }
}
