internal import CLinux
internal import Glibc

/// Starts other programs, with no signal blocked.
public enum ChildProcess {
    /// The process group of a program: the keys of the terminal send signals to the group in the foreground.
    public enum Group: Sendable {
        /// Our own group. SIGPIPE, which bulltop ignores, has its default action in the program.
        case ours
        case own
        /// A session and a group of its own, with the default actions of all signals.
        case ownSession
    }

    /// The source of one of the program's descriptors, and its number.
    public enum Stream: Sendable {
        /// A copy of a descriptor of ours, or of an earlier one of these.
        case copy(of: Int32, as: Int32)
        /// A file that is only written to.
        case file(String, as: Int32)
        /// A file that is read and written, such as a terminal.
        case terminal(String, as: Int32)
        case closed(Int32)

        fileprivate func add(to actions: inout posix_spawn_file_actions_t) {
            switch self {
            case .copy(let source, let target): posix_spawn_file_actions_adddup2(&actions, source, target)
            case .file(let path, let target): posix_spawn_file_actions_addopen(&actions, target, path, O_WRONLY, 0)
            case .terminal(let path, let target): posix_spawn_file_actions_addopen(&actions, target, path, O_RDWR, 0)
            case .closed(let target): posix_spawn_file_actions_addclose(&actions, target)
            }
        }
    }

    /// The error number of a program that could not be started.
    public struct Failure: Error, Hashable, Sendable {
        /// `errno` of the call that failed.
        public let code: Int32

        /// Creates the failure of a call, from its `errno`.
        public init(code: Int32) { self.code = code }
    }

    /// Our environment, as `NAME=value`, for a program that gets more of them.
    public static var inheritedEnvironment: [String] {
        var variables: [String] = []
        var next = environ
        while let pointer = next.pointee {
            variables.append(String(cString: pointer))
            next += 1
        }
        return variables
    }

    /// Starts a program and returns its process id. `words` are its path, or a name that is searched in PATH, and its
    /// arguments. `environment` has `NAME=value`; nil for ours. Its other descriptors are ours.
    public static func start(
        _ words: [String], group: Group = .ours, environment: [String]? = nil, streams: [Stream] = []
    ) throws(Failure) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for stream in streams { stream.add(to: &actions) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        var flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        switch group {
        case .ours: sigaddset(&signals, SIGPIPE)
        case .own:
            sigaddset(&signals, SIGPIPE)
            posix_spawnattr_setpgroup(&attributes, 0)
            flags |= POSIX_SPAWN_SETPGROUP
        case .ownSession:
            sigfillset(&signals)
            flags |= LINUX_SPAWN_SETSID
        }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(flags))
        return try spawn(words, environment, &actions, &attributes)
    }

    private static func spawn(
        _ words: [String], _ environment: [String]?, _ actions: inout posix_spawn_file_actions_t,
        _ attributes: inout posix_spawnattr_t
    ) throws(Failure) -> pid_t {
        var arguments = words.map { strdup($0) } + [nil]
        var variables = (environment ?? []).map { strdup($0) } + [nil]
        defer { for pointer in arguments + variables { free(pointer) } }
        var child = pid_t()
        let code =
            environment == nil
            ? posix_spawnp(&child, words[0], &actions, &attributes, &arguments, environ)
            : posix_spawnp(&child, words[0], &actions, &attributes, &arguments, &variables)
        guard code == 0 else { throw Failure(code: code) }
        return child
    }
}

extension ChildProcess {
    /// How a program came to its end.
    public enum End: Hashable, Sendable {
        /// It ended with this status.
        case exited(Int32)
        /// It was ended by the signal of this number.
        case killed(Int32)

        /// Creates the end of a program from its status, as waitpid(2) returns it.
        public init(status: Int32) {
            self = status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .killed(status & 0x7F)
        }
    }

    /// Returns the name of a signal: `Terminated`.
    public static func name(ofSignal number: Int32) -> String { String(cString: strsignal(number)) }
}
