public import Queues

/// What the doctor has found, a line for each check: the command `doctor` prints it, and the screen of that name shows it.
public struct Diagnosis: Equatable, Sendable {
    /// How grave a finding is.
    public enum Verdict: String, Sendable {
        /// All is well.
        case ok
        /// Something is lost, or goes less well.
        case warning
        /// It keeps queues from being read.
        case error
    }

    /// One thing that was looked at.
    public struct Check: Equatable, Sendable {
        /// What was looked at, in one word or two.
        public let name: String
        /// How grave it is.
        public let verdict: Verdict
        /// What it is like, as a sentence.
        public let finding: String
        /// What to do about it; empty where there is nothing to do.
        public let advice: String

        /// Finding and advice, as sentences.
        public var words: String {
            // What a server says has no end of a sentence.
            let isOpen = !advice.isEmpty && finding.last.map { !".!?".contains($0) } == true
            return [finding + (isOpen ? "." : ""), advice].filter { !$0.isEmpty }.joined(separator: " ")
        }

        /// As a line for people.
        public var line: String { Self.padded(verdict.rawValue, 9) + Self.padded(name, 16) + words }

        private static func padded(_ text: String, _ columns: Int) -> String {
            text + String(repeating: " ", count: max(1, columns - text.count))
        }
    }

    /// What is known without a server: the program, this machine, and the way that is to be taken.
    public struct Surroundings: Equatable, Sendable {
        /// What was found of the configuration.
        public var configuration = Diagnosis()
        /// What was found of the terminal.
        public var terminal = Diagnosis()
        /// `host:port` or the path of a socket, without user and password.
        public var address = ""
        /// The prefixes under which queues are looked for.
        public var prefixes: [[UInt8]] = []
        /// Whether the connection is encrypted.
        public var isEncrypted = false
        /// Whether the server's certificate is not verified, though TLS is spoken.
        public var isUnverified = false
        /// Whether the queues are named, so that none is searched for.
        public var areQueuesNamed = false

        /// Creates surroundings of which nothing is known.
        public init() {}
    }

    /// The checks, in the order in which a connection comes about.
    public private(set) var checks: [Check] = []

    /// Creates a diagnosis without a check.
    public init() {}

    /// Adds a check.
    public mutating func note(_ name: String, _ verdict: Verdict, _ finding: String, _ advice: String = "") {
        checks.append(Check(name: name, verdict: verdict, finding: finding, advice: advice))
    }

    /// Whether something keeps queues from being read.
    public var hasError: Bool { checks.contains { $0.verdict == .error } }
}

extension Diagnosis {
    /// How far the way to the queues has come.
    public enum Reach: Equatable, Sendable {
        /// It is not known yet.
        case underWay
        /// There is no connection, for this reason.
        case failed(Trouble)
        /// The server has answered.
        case examined(ServerStatus, DoctorReport)
    }

    /// Creates all checks: those of the surroundings, and of a server as far as it was reached.
    public init(_ surroundings: Surroundings, _ reach: Reach) {
        checks = surroundings.configuration.checks
        switch reach {
        case .underWay: break
        case .failed(let trouble): noteConnection(surroundings, trouble)
        case .examined(let server, let report):
            noteConnection(surroundings, nil)
            note(server, report.examination)
            note(
                report.examination.permissions.map { $0.needed(for: report.queues) },
                areNamed: surroundings.areQueuesNamed)
            note(report.queues, of: server, isWhole: report.isComplete, prefixes: surroundings.prefixes, report.problem)
        }
        checks += surroundings.terminal.checks
    }
}
