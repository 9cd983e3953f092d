internal import Glibc
public import Redis

/// A private redis-server on a Unix socket in a directory of its own, which saves nothing.
///
/// A shell starts it and waits for the end of a pipe that only this process holds open. However this process ends, by
/// `stop()`, a signal, a crash or SIGKILL, the pipe ends with it; the shell then ends the server and removes the
/// directory.
public final class DemoServer: Sendable {
    /// The endpoint of the server.
    public let endpoint: Endpoint
    /// The directory with its socket and its log.
    public let directory: String
    private let keeper: pid_t
    private let lifeline: Int32

    /// The maximum time until the server answers, in ms.
    private static let patience: Int32 = 10_000

    /// Starts a server and waits until it answers.
    public init() throws(DemoError) {
        guard let program = Executable.find("redis-server") else { throw .noRedisServer }
        directory = try Self.makeDirectory()
        let socket = directory + "/redis.sock"
        endpoint = Endpoint(address: .unix(path: socket))
        let pipes = try Pipes()
        let spawned = Keeper.spawn(program: program, directory: directory, socket: socket, pipes: pipes)
        pipes.closeChildEnds()
        switch spawned {
        case .success(let child): keeper = child
        case .failure(let error):
            pipes.closeParentEnds()
            rmdir(directory)
            throw error
        }
        lifeline = pipes.lifelineWriter
        defer { close(pipes.vitalSignReader) }
        guard waitUntilItAnswers(pipes.vitalSignReader) else {
            let output = Self.tail(of: directory + "/redis.log")
            stop()
            throw .serverDied(output: output)
        }
    }

    /// Ends the server, waits for its end, and removes the directory. Call it once.
    public func stop() {
        close(lifeline)
        var status: Int32 = 0
        while waitpid(keeper, &status, 0) == -1, errno == EINTR {}
    }

    private static func makeDirectory() throws(DemoError) -> String {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(parent)/bulltop-demo-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw .system(step: "mkdtemp \(parent)", errno) }
        return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Tries to connect again and again; between two tries it waits for the server's end. Returns whether the server
    /// answered.
    private func waitUntilItAnswers(_ vitalSign: Int32) -> Bool {
        let pause: Int32 = 5
        for _ in 0..<(Self.patience / pause) {
            if let connection = try? Connection(endpoint, name: nil, timeouts: Timeouts(), stop: nil),
                (try? connection.send(Command("PING"))) == .status(Array("PONG".utf8))
            {
                connection.close()
                return true
            }
            var watched = pollfd(fd: vitalSign, events: Int16(POLLIN), revents: 0)
            if poll(&watched, 1, pause) > 0 { return false }
        }
        return false
    }

    /// Returns the last 2 KiB of a file; empty where it cannot be read.
    private static func tail(of path: String) -> String {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return "" }
        defer { close(file) }
        let length = lseek(file, 0, SEEK_END)
        lseek(file, max(0, length - 2_048), SEEK_SET)
        var bytes = [UInt8](repeating: 0, count: 2_048)
        let count = read(file, &bytes, bytes.count)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }
}

extension DemoError {
    /// Returns the error for a step that failed with this `errno`.
    static func system(step: String, _ code: Int32) -> DemoError {
        .system(step: step, reason: String(cString: strerror(code)))
    }
}

/// The reason why there is no demo.
public enum DemoError: Error, Hashable, Sendable {
    /// `redis-server` is not in PATH.
    case noRedisServer
    /// A step that the system refused, with the reason.
    case system(step: String, reason: String)
    /// The server ended, or did not answer in time; the end of its output.
    case serverDied(output: String)
}

/// Programs in PATH.
enum Executable {
    /// Returns the path of the program called `name`, even where a user's PATH lacks the directories of an
    /// administrator; nil where there is none.
    static func find(_ name: String) -> String? {
        let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        let directories = path.split(separator: ":").map(String.init) + ["/usr/local/sbin", "/usr/sbin", "/sbin"]
        return directories.lazy.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
    }
}
