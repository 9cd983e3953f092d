import Foundation

/// A program that a test started. It is ended by its process id, never by name.
public final class Child {
    /// The process id; nil after the child was waited for.
    public private(set) var id: Int32?

    /// Creates and starts a child of the program at this path; its standard streams are files. `environment` is that of
    /// the test if nil.
    public init(
        _ executable: String, _ arguments: [String], input: String = "/dev/null", output: String = "/dev/null",
        errors: String = "/dev/null", environment: [String: String]? = nil
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        if errors == output {
            posix_spawn_file_actions_adddup2(&actions, 1, 2)
        } else {
            posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        }
        var words: [UnsafeMutablePointer<CChar>?] = ([executable] + arguments).map { strdup($0) } + [nil]
        let settings = environment ?? ProcessInfo.processInfo.environment
        var variables: [UnsafeMutablePointer<CChar>?] = settings.map { strdup("\($0)=\($1)") } + [nil]
        defer { for pointer in words + variables { free(pointer) } }
        // Tests run on threads of Dispatch, which block most signals. A child that inherited that mask could not be
        // ended: tmux sends itself SIGTERM.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var id = pid_t()
        let code = posix_spawnp(&id, executable, &actions, &attributes, &words, &variables)
        guard code == 0 else { throw TestFailure("cannot start \(executable): \(String(cString: strerror(code)))") }
        self.id = id
    }

    /// Waits for the end, and returns the exit status, or 128 plus the signal's number.
    public func wait() -> Int32 {
        guard let id else { return 0 }
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
        self.id = nil
        return Self.code(status)
    }

    /// Returns the exit status if the child has ended, without waiting for it.
    public func poll() -> Int32? {
        guard let id else { return 0 }
        var status: Int32 = 0
        guard waitpid(id, &status, WNOHANG) == id else { return nil }
        self.id = nil
        return Self.code(status)
    }

    /// Sends a signal, unless the child has been waited for.
    public func send(_ signal: Int32) {
        if let id { kill(id, signal) }
    }

    private static func code(_ status: Int32) -> Int32 {
        status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    }
}
