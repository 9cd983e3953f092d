internal import Glibc

/// A file that is read as a whole, within a bound.
enum SmallFile {
    /// The maximum size of such a file, in bytes.
    static let limit = 64 * 1_024

    /// The reason why a file was not read.
    struct Problem: Error, Hashable, Sendable {
        /// The reason for the operator, without the path.
        let text: String
        /// Whether the file does not exist.
        var isMissing = false

        /// The problem of the last system call, from `errno`.
        fileprivate static var ofSystem: Problem {
            Problem(text: String(cString: strerror(errno)), isMissing: errno == ENOENT || errno == ENOTDIR)
        }
    }

    /// Returns the reason why a file cannot be read, or a directory where one is wanted; nil where it can.
    static func problem(with path: String, isDirectory: Bool = false) -> String? {
        var facts = stat()
        guard access(path, R_OK) == 0, stat(path, &facts) == 0 else { return String(cString: strerror(errno)) }
        let found = facts.st_mode & S_IFMT == S_IFDIR
        return found == isDirectory ? nil : found ? "it is a directory" : "it is not a directory"
    }

    /// Reads a file; a pipe without a writer is empty.
    static func bytes(of path: String) throws(Problem) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw .ofSystem }
        defer { close(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while bytes.count <= limit {
            let count = Glibc.read(file, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .ofSystem }
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        guard bytes.count <= limit else { throw Problem(text: "it is larger than 64 KiB") }
        return bytes
    }
}
