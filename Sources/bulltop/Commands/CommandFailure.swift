internal import Dashboard
internal import Queues

/// The reason why a command ended early.
enum CommandFailure: Error, Hashable, Sendable {
    case usage(UsageError)
    /// The server could not be asked.
    case trouble(Trouble, address: String)
    /// Something does not exist, or failed; as a sentence.
    case failed(String)
    /// Something is not allowed, or not now; as a sentence.
    case refused(String)
    /// The reader of the output is gone.
    case readerGone
    /// The output could not be written, and that was reported.
    case outputFailed

    /// The text for the operator; nil for none.
    var text: String? {
        switch self {
        case .usage(let error): error.text
        case .trouble(let trouble, let address): "\(address): \(trouble.explanation)"
        case .failed(let words), .refused(let words): words
        case .readerGone, .outputFailed: nil
        }
    }

    /// The exit status of the program.
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
    /// The exit status of a program that met this trouble.
    var status: ExitStatus {
        switch self {
        case .noPermission: .refused
        case .server, .wrongType, .implausible: .failure
        case .notSent(let trouble): trouble.status
        default: .noConnection
        }
    }
}
